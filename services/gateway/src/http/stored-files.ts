import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  bodyTooLarge,
  malformedForm,
  notFound,
  rangeNotSatisfiable,
  unsupportedMediaType,
  type StoredFile,
} from '@pst/contracts';
import {
  objectStorage,
  ObjectTooLarge,
  type ByteRange,
  type HeldObject,
  type ObjectStorage,
} from '@pst/object-storage';
import { describeError, type Logger } from '@pst/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isbot } from 'isbot';
import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { GatewayConfig } from '../gateway.config.ts';
import { byteRanges } from './byte-ranges.ts';
import { Log, Settings } from './injected.ts';
import { statusOf } from './problem.filter.ts';

/** Scanned yearbooks reach a hundred megabytes. */
const UPLOAD_LIMIT = 268_435_456;

/** In the browser, or only as a file: what strangers sent is opened by none of our pages. */
type Shown = 'inline' | 'attachment';

/** What follows the headers: bytes of the file, and the lines between its parts. */
type Body = readonly (ByteRange | string)[];

/** Whether a person begins to read: the whole file, or its first bytes. HEAD comes here as well. */
export function beginsReading(request: FastifyRequest): boolean {
  const { range } = request.headers;
  const fromTheStart = range === undefined || range.startsWith('bytes=0-');
  return request.method === 'GET' && fromTheStart && isPerson(request);
}

/** Robots are told by what they call themselves, which somebody signed in or at a desk PC need not say. */
const isPerson = ({ actor, visitId, headers }: FastifyRequest) =>
  actor?.kind === 'account' || visitId !== undefined || !isbot(headers['user-agent']);

/** Headers of a text that is to be saved as a file. */
export const attached = ({ contentType, fileName }: { contentType: string; fileName: string }) => ({
  'content-type': contentType,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
});

/** Bytes between object storage and the client; they never cross the bus. */
@Injectable()
export class StoredFiles {
  private readonly storage: ObjectStorage;

  constructor(
    @Settings() config: GatewayConfig,
    @Log() private readonly log: Logger,
  ) {
    this.storage = objectStorage(config);
  }

  /** The file or the wanted parts of it (RFC 9110 section 14: Range, If-Range, ETag, HEAD). */
  async send(
    file: StoredFile,
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Shown = 'inline',
  ): Promise<void> {
    const object = await this.storage.hold(file.objectKey);
    if (object === undefined) {
      throw notFound.error({});
    }
    try {
      const body = bodyOf(file, request, reply, shown);
      if (body === undefined) {
        await reply.send();
        return;
      }
      reply.hijack();
      const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [
        name,
        value ?? '',
      ]);
      reply.raw.writeHead(reply.statusCode, headers);
      await this.write(request.method === 'HEAD' ? [] : body, object, reply.raw);
    } finally {
      object.release();
    }
  }

  private async write(body: Body, object: HeldObject, into: ServerResponse): Promise<void> {
    try {
      for (const part of body) {
        if (typeof part === 'string') {
          into.write(part);
        } else {
          await object.copy(part, into);
        }
      }
      into.end();
    } catch (error) {
      // Who went away resumes some day. Otherwise a broken connection is all that can still be told.
      if (!into.destroyed) {
        this.log.error(describeError(error), 'stored file could not be sent');
        into.destroy();
      }
    }
  }

  /** Takes an upload in; the key under which the catalogue finds it for inspection. */
  async receive(
    request: FastifyRequest,
    limitBytes = UPLOAD_LIMIT,
  ): Promise<{ incomingKey: string; fileName: string }> {
    const incomingKey = `incoming/${randomUUID()}`;
    const { body, fileName } = await uploadOf(request);
    try {
      await this.storage.put(incomingKey, body, { limitBytes });
    } catch (error) {
      if (error instanceof ObjectTooLarge) {
        throw bodyTooLarge.error({ limitBytes });
      }
      // It may have broken off before anybody read from it.
      throw body.errored === null ? error : malformedForm.error({});
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
    const part = await request
      .file({ limits: { fileSize: UPLOAD_LIMIT, files: 1 } })
      .catch((error: unknown) => {
        // The reader of forms throws errors without a name of their own.
        throw statusOf(error) === undefined ? malformedForm.error({}) : error;
      });
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

/**
 * Sets status and headers of the answer; its body, or undefined where it has none.
 *
 * @throws `range-not-satisfiable`
 */
function bodyOf(
  file: StoredFile,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): Body | undefined {
  const { headers, method } = request;
  const { bytes, contentType } = file;
  const etag = `"${file.sha256.slice(0, 32)}"`;
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': contentType,
    'content-disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
  });
  if (namesTag(headers['if-none-match'], etag)) {
    void reply.status(304);
    return undefined;
  }
  const wantsParts = method === 'GET' && (headers['if-range'] ?? etag) === etag;
  const ranges = wantsParts ? byteRanges(headers.range, bytes) : undefined;
  if (ranges === undefined) {
    void reply.header('content-length', bytes);
    return [{ start: 0, end: bytes - 1 }];
  }
  const [first, ...more] = ranges;
  if (first === undefined) {
    void reply.header('content-range', `bytes */${bytes}`);
    throw rangeNotSatisfiable.error({});
  }
  void reply.status(206);
  if (more.length === 0) {
    void reply
      .header('content-length', lengthOf(first))
      .header('content-range', place(first, bytes));
    return [first];
  }
  const boundary = randomUUID();
  const body = ranges.flatMap((range) => [
    `\r\n--${boundary}\r\ncontent-type: ${contentType}\r\ncontent-range: ${place(range, bytes)}\r\n\r\n`,
    range,
  ]);
  body.push(`\r\n--${boundary}--\r\n`);
  void reply.headers({
    'content-type': `multipart/byteranges; boundary=${boundary}`,
    'content-length': body.reduce((sum, part) => sum + lengthOf(part), 0),
  });
  return body;
}

const lengthOf = (part: Body[number]) =>
  typeof part === 'string' ? Buffer.byteLength(part) : part.end - part.start + 1;

const place = ({ start, end }: ByteRange, bytes: number) => `bytes ${start}-${end}/${bytes}`;

/** Whether an `If-None-Match` means this version; a weak mark of it will do (RFC 9110 13.1.2). */
function namesTag(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags !== undefined && (tags.includes(etag) || tags.includes('*'));
}
