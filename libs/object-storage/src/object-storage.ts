import type { Readable } from 'node:stream';
import type { ByteRange, HeldObject } from './held-object.ts';

/** What was stored under a key. */
export interface StoredObject {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** The body grew beyond what the caller was willing to store; nothing was kept. */
export class ObjectTooLarge extends Error {
  override readonly name = 'ObjectTooLarge';
}

/** Bytes by key. A key is written as a whole: a crash leaves all of it or none. */
export interface ObjectStorage {
  /**
   * Stores the bytes, replacing what the key held.
   *
   * @throws ObjectTooLarge beyond `limitBytes`
   */
  put(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    limits?: { readonly limitBytes?: number },
  ): Promise<StoredObject>;

  /** Size of what the key holds, or undefined when it holds nothing. */
  stat(key: string): Promise<{ readonly bytes: number } | undefined>;

  /** The bytes, or those of a range; nothing is open before they are read. */
  open(key: string, range?: ByteRange): Readable;

  /**
   * What the key holds, open for reading piece by piece, or undefined when it holds nothing. Whoever
   * holds it releases it. For keys that are never written again: pieces of them stay in memory.
   */
  hold(key: string): Promise<HeldObject | undefined>;

  /** For readers that need a file, such as a PDF library in a worker; it is there while `use` runs. */
  withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T>;

  /** Gives an object another key. */
  move(from: string, to: string): Promise<void>;

  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
}

/** Segments of letters, digits, `.`, `_` and `-`, never starting with a dot: no key leaves the folder. */
const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i;

/** The key itself. @throws Error when it could leave its folder */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) {
    throw new Error('Not an object key');
  }
  return key;
}
