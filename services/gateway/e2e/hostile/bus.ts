import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as published from '@pst/contracts';
import { Bus, tracedHeaders } from '@pst/messaging';
import type { RunningSystem } from '@pst/testing';
import fc from 'fast-check';

/** Every question that a service answers. */
export const questions = Object.values<unknown>(published).filter(
  (member): member is published.RequestContract =>
    typeof member === 'object' && member !== null && 'subject' in member && 'request' in member,
);

/** What somebody who had the gateway's password could put on the bus. */
export interface HostileMessage {
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const text = new TextEncoder();
const JUST_BELOW_A_MEGABYTE = 1_000_000;
const base64 = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
const ADMIN = { sub: published.newId(), office: '1606', sid: published.newId(), roles: ['admin'] };

const payloads: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.jsonValue().map((value) => text.encode(JSON.stringify(value))),
  fc
    .constantFrom(
      '',
      '{',
      'null',
      '[]',
      '"\\u0000"',
      '{"a":"\\u0000"}',
      '{"pattern":"x","data":{},"id":"1"}',
      '{"__proto__":{"office":"1606"}}',
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${'{"a":'.repeat(100_000)}"\\u0000"${'}'.repeat(100_000)}`,
      `{"name":"${'x'.repeat(JUST_BELOW_A_MEGABYTE)}"}`,
    )
    .map((json) => text.encode(json)),
);

/** Forged, ended, of no known form. */
const tokens = fc.constantFrom(
  '',
  'x',
  'a.b.c',
  `${base64({ alg: 'none', typ: 'pst+jwt' })}.${base64({ ...ADMIN, exp: 9e9 })}.`,
  `${base64({ alg: 'HS256', typ: 'pst+jwt' })}.${base64({ ...ADMIN, exp: 9e9 })}.c2lnbmVk`,
  `${base64({ alg: 'EdDSA', typ: 'pst+jwt' })}.${base64({ ...ADMIN, exp: 1 })}.c2lnbmVk`,
);

export const hostileMessages: fc.Arbitrary<HostileMessage> = fc.record({
  payload: payloads,
  headers: fc.record(
    {
      'Pst-Office': fc.constantFrom('1606', '', '0000', '1606 ', '%'),
      'Pst-Actor': tokens,
      'Pst-Visit': tokens,
      'Pst-Language': fc.constantFrom('xx', 'en', ''),
      'Pst-Deadline': fc.constantFrom('abc', '-1', '1e400', ''),
      'Pst-Idempotency-Key': fc.constantFrom('', 'k', 'k'.repeat(10_000)),
      traceparent: fc.constantFrom('00-0-0-0', ''),
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
});

/** On the bus as the gateway is, which alone may ask. */
export async function asGateway(system: RunningSystem): Promise<Bus> {
  const kept = JSON.parse(readFileSync(join(system.folder, 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >;
  const login = { NATS_USER: 'gateway', NATS_PASSWORD: kept['bus gateway'] ?? '' };
  return Bus.connect({ NATS_URL: system.nats, ...login }, 'gateway');
}

/** The answer to a message: whether it is a refusal, and its JSON. */
export async function answerTo(
  { connection }: Bus,
  subject: string,
  { payload, headers }: HostileMessage,
): Promise<{ refused: boolean; json: unknown }> {
  const sent = tracedHeaders();
  for (const [name, value] of Object.entries(headers)) {
    sent.set(name, value);
  }
  const message = await connection.request(subject, payload, { timeout: 20_000, headers: sent });
  return {
    refused: message.headers?.get('Pst-Problem') === 'true',
    json: message.json(),
  };
}
