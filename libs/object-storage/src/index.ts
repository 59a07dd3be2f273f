export { ObjectStorage, ObjectTooLarge, type StoredObject } from './object-storage.ts';
