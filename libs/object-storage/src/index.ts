export { DirectoryStorage } from './directory-storage.ts';
export { type ByteRange, type HeldObject } from './held-object.ts';
export { ObjectTooLarge, type ObjectStorage, type StoredObject } from './object-storage.ts';
export { objectStorage, objectStorageSettings } from './settings.ts';
