import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  bodyTooLarge,
  notFound,
  rangeNotSatisfiable,
  unsupportedMediaType,
  type StoredFile,
} from '@pst/contracts';
import { ObjectStorage, ObjectTooLarge } from '@pst/object-storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { GatewayConfig } from '../gateway.config.ts';
import { Settings } from './injected.ts';

/** Scanned yearbooks reach a hundred megabytes. */
const UPLOAD_LIMIT = 268_435_456;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Whether this request begins a reading: the whole file, or its first bytes. */
export function beginsReading(request: FastifyRequest): boolean {
  const { range } = request.headers;
  return request.method === 'GET' && (range === undefined || range.startsWith('bytes=0-'));
}

/** Bytes between object storage and the client; they never cross the bus. */
@Injectable()
export class StoredFiles {
  private readonly storage: ObjectStorage;

  constructor(@Settings() config: GatewayConfig) {
    this.storage = new ObjectStorage(config.OBJECT_STORAGE_DIR);
  }

  /** The file or the wanted part of it (RFC 9110 section 14: Range, If-Range, ETag, HEAD). */
  async send(file: StoredFile, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if ((await this.storage.stat(file.objectKey)) === undefined) {
      throw notFound.error({});
    }
    const etag = `"${file.sha256.slice(0, 32)}"`;
    void reply.headers({
      etag,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-type': file.contentType,
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    });
    if (request.headers['if-none-match'] === etag) {
      await reply.status(304).send();
      return;
    }
    const ifRange = request.headers['if-range'];
    const range =
      ifRange === undefined || ifRange === etag
        ? rangeOf(request.headers.range, file.bytes)
        : undefined;
    if (range === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${file.bytes}`);
      throw rangeNotSatisfiable.error({});
    }
    const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
    void reply.header('content-length', end - start + 1);
    if (range !== undefined) {
      void reply.status(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`);
    }
    if (request.method === 'HEAD') {
      await reply.send();
      return;
    }
    await reply.send(this.storage.open(file.objectKey, { start, end }));
  }

  /** Takes an upload in; the key under which the catalogue finds it for inspection. */
  async receive(request: FastifyRequest): Promise<{ incomingKey: string; fileName: string }> {
    const incomingKey = `incoming/${randomUUID()}`;
    const { body, fileName } = await uploadOf(request);
    try {
      await this.storage.put(incomingKey, body, { limitBytes: UPLOAD_LIMIT });
    } catch (error) {
      throw error instanceof ObjectTooLarge
        ? bodyTooLarge.error({ limitBytes: UPLOAD_LIMIT })
        : error;
    }
    return { incomingKey, fileName };
  }

  async discard(incomingKey: string): Promise<void> {
    await this.storage.remove(incomingKey);
  }
}

/** The PDF itself as the body, or the first file of a form. */
async function uploadOf(request: FastifyRequest): Promise<{ body: Readable; fileName: string }> {
  if (request.isMultipart()) {
    const part = await request.file({ limits: { fileSize: UPLOAD_LIMIT, files: 1 } });
    if (part === undefined) {
      throw unsupportedMediaType.error({});
    }
    return { body: part.file, fileName: part.filename };
  }
  if (!/^application\/(pdf|octet-stream)/.test(request.headers['content-type'] ?? '')) {
    throw unsupportedMediaType.error({});
  }
  // The parser registered for PDF leaves the stream as it is.
  return { body: request.raw, fileName: 'softcopy.pdf' };
}

/** One range; several at once get the whole file, which the standard allows. */
function rangeOf(header: string | undefined, bytes: number): Range | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) {
    return undefined;
  }
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return start >= bytes || start > end ? 'unsatisfiable' : { start, end };
}
