import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { HeldObject, type ByteRange } from './held-object.ts';
import {
  checkedKey,
  ObjectTooLarge,
  type ObjectStorage,
  type StoredObject,
} from './object-storage.ts';
import { Pieces } from './pieces.ts';

/** For so long an object stays open after its last use: a book is fetched in hundreds of pieces. */
const KEPT_OPEN_MS = 2_000;

interface OpenFile {
  readonly file: Promise<FileHandle>;
  holders: number;
  closing?: NodeJS.Timeout;
}

/**
 * Files by key, in a directory of this machine: the bytes go to a temporary file, to the disk, and only
 * then to their name.
 */
export class DirectoryStorage implements ObjectStorage {
  private readonly held = new Map<string, OpenFile>();
  private readonly pieces = new Pieces();

  constructor(private readonly directory: string) {}

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

  async stat(key: string): Promise<{ readonly bytes: number } | undefined> {
    try {
      const { size } = await stat(this.pathOf(key));
      return { bytes: size };
    } catch (error) {
      return undefinedIfMissing(error);
    }
  }

  open(key: string, range?: ByteRange): Readable {
    const path = this.pathOf(key);
    const bytes = async function* () {
      yield* createReadStream(path, { ...range, highWaterMark: 1_048_576 });
    };
    return Readable.from(bytes(), { objectMode: false });
  }

  async hold(key: string): Promise<HeldObject | undefined> {
    const path = this.pathOf(key);
    const kept = this.held.get(key) ?? { file: open(path, 'r'), holders: 0 };
    this.held.set(key, kept);
    kept.holders += 1;
    clearTimeout(kept.closing);
    try {
      const file = await kept.file;
      return new HeldObject(key, pieceOf(file), this.pieces, () => this.release(key, kept));
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

  withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    return use(this.pathOf(key));
  }

  async move(from: string, to: string): Promise<void> {
    const path = this.pathOf(to);
    await mkdir(dirname(path), { recursive: true });
    await rename(this.pathOf(from), path);
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  /** Where the object lies. */
  pathOf(key: string): string {
    return join(this.directory, checkedKey(key));
  }
}

const pieceOf = (file: FileHandle) => async (begins: number, length: number) => {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await file.read(bytes, 0, length, begins);
  return bytes.subarray(0, bytesRead);
};

function undefinedIfMissing(error: unknown): undefined {
  if (typeof error === 'object' && error && 'code' in error && error.code === 'ENOENT') {
    return undefined;
  }
  throw error;
}
