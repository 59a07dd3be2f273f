import { Readable } from 'node:stream';
import type { FastifyRequest, preParsingAsyncHookHandler } from 'fastify';
import { bodyTooLarge } from '@pst/contracts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, where a signature is over exactly these bytes. */
    rawBody?: Buffer;
  }
}

const LIMIT = 524_288;

/** Keeps the bytes of requests below this path; JSON that is written again is not what was signed. */
export function keepRawBody(below: string): preParsingAsyncHookHandler {
  return async (request: FastifyRequest, _reply, payload) => {
    if (!request.url.startsWith(below)) {
      return payload;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of payload as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LIMIT) {
        throw bodyTooLarge.error({ limitBytes: LIMIT });
      }
      chunks.push(chunk);
    }
    request.rawBody = Buffer.concat(chunks);
    return Readable.from([request.rawBody]);
  };
}
