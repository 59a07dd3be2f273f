export { HeldObject, type ByteRange } from './held-object.ts';
export { ObjectStorage, ObjectTooLarge, type StoredObject } from './object-storage.ts';
