import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { keepRawBody } from './raw-body.ts';

const server = fastify();
server.addHook('preParsing', keepRawBody('/hooks/'));
server.post('/hooks/one', (request) => ({
  raw: request.rawBody?.toString('base64'),
  parsed: request.body,
}));
server.post('/other', (request) => ({ raw: request.rawBody ?? null }));

const post = (url: string, payload: string | Buffer) =>
  server.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload });

describe('the body of a signed call', () => {
  it('is kept byte for byte, and parsed all the same', async () => {
    const sent = Buffer.from('{ "sapa":\t"caf\\u00e9 😡" }\n');
    const { raw, parsed } = (await post('/hooks/one', sent)).json();
    expect(raw).toBe(sent.toString('base64'));
    expect(parsed).toEqual({ sapa: 'café 😡' });
  });

  it('is not kept where nothing is signed', async () => {
    expect((await post('/other', '{}')).json()).toEqual({ raw: null });
  });

  it('is refused when it is too large to be one', async () => {
    const { statusCode } = await post('/hooks/one', `"${'x'.repeat(600_000)}"`);
    expect(statusCode).toBeGreaterThanOrEqual(400);
  });
});
