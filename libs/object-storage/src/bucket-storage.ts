import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AwsClient } from 'aws4fetch';
import { DirectoryStorage } from './directory-storage.ts';
import { HeldObject, type ByteRange } from './held-object.ts';
import { checkedKey, type ObjectStorage, type StoredObject } from './object-storage.ts';
import { Pieces } from './pieces.ts';

/** As long as the slowest link of an office may need for the largest file. */
const TRANSFER_MS = 300_000;

/** Where a bucket is, and who may use it. */
export interface Bucket {
  /** With the bucket's name as the path. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Files by key in a bucket that speaks Amazon's S3 REST interface (GET, HEAD, PUT, DELETE, and PUT with
 * `x-amz-copy-source`). Bytes wait in a directory until all of them are there and their hash is known: the
 * store compares it, and shows an object only when it has all of it.
 */
export class BucketStorage implements ObjectStorage {
  private readonly waiting: DirectoryStorage;
  private readonly client: AwsClient;
  private readonly url: string;
  private readonly pieces = new Pieces();

  constructor(bucket: Bucket, directory: string) {
    const { url, ...access } = bucket;
    this.url = url.replace(/\/$/, '');
    this.client = new AwsClient({ ...access, service: 's3', retries: 4 });
    this.waiting = new DirectoryStorage(directory);
  }

  async put(
    key: string,
    body: AsyncIterable<Uint8Array> | Uint8Array,
    limits: { readonly limitBytes?: number } = {},
  ): Promise<StoredObject> {
    checkedKey(key);
    const passing = passingKey();
    try {
      const stored = await this.waiting.put(passing, body, limits);
      const headers = { 'x-amz-content-sha256': stored.sha256 };
      const bytes = await openAsBlob(this.waiting.pathOf(passing));
      await this.ask('PUT', key, { headers, body: bytes });
      return stored;
    } finally {
      await this.waiting.remove(passing);
    }
  }

  async stat(key: string): Promise<{ readonly bytes: number } | undefined> {
    const found = await this.askFor('HEAD', key);
    return found && { bytes: Number(found.headers.get('content-length')) };
  }

  open(key: string, range?: ByteRange): Readable {
    return Readable.from(this.read(key, range), { objectMode: false });
  }

  async hold(key: string): Promise<HeldObject | undefined> {
    const found = await this.stat(key);
    if (found === undefined) {
      return undefined;
    }
    const piece = async (begins: number, length: number) => {
      const end = Math.min(begins + length, found.bytes) - 1;
      return end < begins ? Buffer.alloc(0) : buffer(this.open(key, { start: begins, end }));
    };
    return new HeldObject(key, piece, this.pieces, () => undefined);
  }

  async withFile<T>(key: string, use: (path: string) => Promise<T>): Promise<T> {
    const passing = passingKey();
    try {
      await this.waiting.put(passing, this.read(key));
      return await this.waiting.withFile(passing, use);
    } finally {
      await this.waiting.remove(passing);
    }
  }

  /** Two steps: a crash between them leaves both keys, never neither. */
  async move(from: string, to: string): Promise<void> {
    const { pathname } = new URL(this.addressOf(from)); // `/bucket/key`
    await this.ask('PUT', to, { headers: { 'x-amz-copy-source': pathname } });
    await this.remove(from);
  }

  async remove(key: string): Promise<void> {
    await this.askFor('DELETE', key);
  }

  private async *read(key: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const headers = range && { range: `bytes=${range.start}-${range.end}` };
    const { body } = await this.ask('GET', key, { ...(headers && { headers }) });
    yield* body ?? [];
  }

  /** @throws Error with the status alone: what a store answers may name keys and accounts */
  private async ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const answer = await this.askFor(method, key, init);
    if (answer === undefined) {
      throw new Error(`The bucket does not hold the object (${method})`);
    }
    return answer;
  }

  private async askFor(
    method: string,
    key: string,
    init: RequestInit = {},
  ): Promise<Response | undefined> {
    const signal = AbortSignal.timeout(TRANSFER_MS);
    const answer = await this.client.fetch(this.addressOf(key), { ...init, method, signal });
    if (answer.ok) {
      return answer;
    }
    await answer.body?.cancel();
    if (answer.status === 404) {
      return undefined;
    }
    throw new Error(`The bucket answers ${method} with ${answer.status}`);
  }

  private addressOf(key: string): string {
    return `${this.url}/${checkedKey(key)}`;
  }
}

const passingKey = () => `passing/${randomUUID()}`;
