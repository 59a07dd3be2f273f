import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { HeldObject, type ByteRange } from './held-object.ts';
import { Pieces } from './pieces.ts';

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

/** For so long an object stays open after its last use: a book is fetched in hundreds of pieces. */
const KEPT_OPEN_MS = 2_000;

interface OpenFile {
  readonly file: Promise<FileHandle>;
  holders: number;
  closing?: NodeJS.Timeout;
}

/** Segments of letters, digits, `.`, `_` and `-`, never starting with a dot: no key leaves the folder. */
const KEY = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i;

/**
 * Files by key, in a directory of this machine. A key is written once and as a whole: the bytes go to
 * a temporary file, to the disk, and only then to their name, so that a crash leaves all of it or none.
 */
export class ObjectStorage {
  private readonly held = new Map<string, OpenFile>();
  private readonly pieces = new Pieces();

  constructor(private readonly directory: string) {}

  /**
   * Stores the bytes, replacing what the key held.
   *
   * @throws ObjectTooLarge beyond `limitBytes`
   */
  async put(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    { limitBytes = Number.POSITIVE_INFINITY } = {},
  ): Promise<StoredObject> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${randomUUID()}.part`;
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      const file = await open(unfinished, 'wx');
      try {
        for await (const chunk of body instanceof Uint8Array ? [body] : body) {
          bytes += chunk.byteLength;
          if (bytes > limitBytes) {
            throw new ObjectTooLarge(`more than ${limitBytes} bytes`);
          }
          hash.update(chunk);
          await file.write(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  /** Size of what the key holds, or undefined when it holds nothing. */
  async stat(key: string): Promise<{ readonly bytes: number } | undefined> {
    try {
      const { size } = await stat(this.pathOf(key));
      return { bytes: size };
    } catch (error) {
      return undefinedIfMissing(error);
    }
  }

  /** The bytes, or those of a range. */
  open(key: string, range?: ByteRange): Readable {
    return createReadStream(this.pathOf(key), { ...range, highWaterMark: 1_048_576 });
  }

  /**
   * What the key holds, open for reading piece by piece, or undefined when it holds nothing. Whoever
   * holds it releases it. For keys that are never written again: it stays open for two seconds more, and
   * pieces of it in memory.
   */
  async hold(key: string): Promise<HeldObject | undefined> {
    const path = this.pathOf(key);
    const kept = this.held.get(key) ?? { file: open(path, 'r'), holders: 0 };
    this.held.set(key, kept);
    kept.holders += 1;
    clearTimeout(kept.closing);
    try {
      return new HeldObject(key, await kept.file, this.pieces, () => this.release(key, kept));
    } catch (error) {
      this.held.delete(key);
      return undefinedIfMissing(error);
    }
  }

  private release(key: string, kept: OpenFile): void {
    kept.holders -= 1;
    if (kept.holders > 0) {
      return;
    }
    kept.closing = setTimeout(() => {
      this.held.delete(key);
      void kept.file.then((file) => file.close());
    }, KEPT_OPEN_MS).unref();
  }

  /** Gives an object another key in one step. */
  async move(from: string, to: string): Promise<void> {
    const path = this.pathOf(to);
    await mkdir(dirname(path), { recursive: true });
    await rename(this.pathOf(from), path);
  }

  /** Removing what is not there is no error. */
  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** For readers that need a file of their own, such as a PDF library in a worker. */
  pathOf(key: string): string {
    if (!KEY.test(key)) {
      throw new Error('Not an object key');
    }
    return join(this.directory, key);
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (typeof error === 'object' && error && 'code' in error && error.code === 'ENOENT') {
    return undefined;
  }
  throw error;
}
