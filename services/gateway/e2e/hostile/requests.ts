import { Agent, request as httpRequest } from 'node:http';
import fc from 'fast-check';
import type { Operation, Parameter } from './operations.ts';
import { admitted, hostile, nearlyAdmitted, oddText, type Known } from './values.ts';

/** A request as it goes over the wire; nothing of it is made tidy on the way. */
export interface HostileRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Path, query and body are all what the description admits. */
  readonly admitted: boolean;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const BOUNDARY = 'batas';
const PDF = '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>';

/** Headers that a client may send, well or badly. */
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { accept: 'text/csv' },
      { accept: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      { accept: '*/*;q=kosong,,,;' },
      { 'accept-language': 'xx-;q=2,en;q=abc' },
      { 'accept-encoding': 'br;q=-1, zip' },
      { range: 'bytes=-0,5-2,999999999999999999999-' },
      { 'if-none-match': '"' },
      { 'if-range': 'kemarin' },
      { traceparent: '00-0-0-0' },
      { tracestate: 'a=b,'.repeat(200) },
      { cookie: 'pst=%00; pst-device=%ff; pst=x' },
      { 'x-forwarded-for': '..., [::1]:80, 999.1.1.1' },
      { 'x-http-method-override': 'DELETE' },
      { 'x-original-url': '/v1/desk/accounts' },
      { 'x-proof-of-work': 'bnVsbA==' },
      { 'x-complaint-pin': "0' or 1=1" },
    ),
  },
);

/** Requests to one operation, from what it admits to what nobody would send by mistake. */
export function requestsTo(operation: Operation, known: Known): fc.Arbitrary<HostileRequest> {
  const inPath = operation.parameters.filter((one) => one.in === 'path');
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  return fc
    .record({
      path: fc.tuple(...inPath.map((one) => inAddress(one, known))),
      query: fc.tuple(...inQuery.map((one) => fc.option(inAddress(one, known), { freq: 2 }))),
      more: fc.oneof(
        { weight: 9, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('a[b]=c', '__proto__=1', 'limit=1&limit=2', '&&=', '%'),
        },
      ),
      headers: oddHeaders,
      body: bodiesOf(operation, known),
    })
    .map(({ path, query, more, headers, body }) => {
      const filled = inPath.reduce(
        (whole, { name }, index) => whole.replace(`{${name}}`, escaped(path[index]?.value)),
        operation.path,
      );
      const asked = inQuery.flatMap(({ name }, index) => {
        const one = query[index];
        return one === null || one === undefined ? [] : [`${name}=${escaped(one.value)}`];
      });
      const line = [...asked, more].filter((part) => part !== '').join('&');
      return {
        path: line === '' ? filled : `${filled}?${line}`,
        headers: { ...headers, ...body.headers },
        admitted:
          body.admitted && more === '' && [...path, ...query].every((one) => one?.admitted ?? true),
        ...(body.text !== undefined && { body: body.text }),
      };
    });
}

interface InAddress {
  readonly value: string;
  readonly admitted: boolean;
}

function inAddress({ schema, name }: Parameter, known: Known): fc.Arbitrary<InAddress> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: admitted(schema, known, name).map((value) => ({
        value: asText(value),
        admitted: true,
      })),
    },
    {
      weight: 1,
      // An address is no place for more than the server reads of one.
      arbitrary: hostile.map((value) => ({
        value: asText(value).slice(0, 4_000),
        admitted: false,
      })),
    },
  );
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Written so that it is one part of an address; half of a surrogate pair has no such form. */
const escaped = (value = '') => encodeURIComponent(value.toWellFormed()) || '%20';

interface Body {
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly admitted: boolean;
}

function bodiesOf({ body, upload }: Operation, known: Known): fc.Arbitrary<Body> {
  if (upload !== undefined) {
    return uploads;
  }
  if (body === undefined) {
    return fc.constant({ headers: {}, admitted: true });
  }
  const json = (value: unknown, isAdmitted: boolean): Body => ({
    text: JSON.stringify(value) ?? '',
    headers: JSON_TYPE,
    admitted: isAdmitted,
  });
  return fc.oneof(
    { weight: 6, arbitrary: admitted(body, known).map((value) => json(value, true)) },
    { weight: 8, arbitrary: nearlyAdmitted(body, known).map((value) => json(value, false)) },
    { weight: 2, arbitrary: hostile.map((value) => json(value, false)) },
    {
      weight: 3,
      arbitrary: admitted(body, known)
        .chain(oddText)
        .map((text) => ({ text, headers: JSON_TYPE, admitted: false })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          admitted(body, known),
          fc.constantFrom('text/plain', 'application/xml', 'application/json; charset=utf-7', ';'),
        )
        .map(([value, type]) => ({ ...json(value, false), headers: { 'content-type': type } })),
    },
  );
}

const form = (name: string, type: string, content: string) =>
  [
    `--${BOUNDARY}`,
    `content-disposition: form-data; name="file"; filename="${name}"`,
    `content-type: ${type}`,
    '',
    content,
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');

const FORM_TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

/** Files that are not what they say, and forms that are none. */
const uploads: fc.Arbitrary<Body> = fc
  .constantFrom<Omit<Body, 'admitted'>>(
    { text: '', headers: { 'content-type': 'application/pdf' } },
    { text: PDF, headers: { 'content-type': 'application/pdf' } },
    { text: PDF, headers: { 'content-type': 'application/octet-stream' } },
    { text: '<svg onload="alert(1)"/>', headers: { 'content-type': 'application/pdf' } },
    { text: '\u0000'.repeat(10_000), headers: { 'content-type': 'application/octet-stream' } },
    { text: form('a.pdf', 'application/pdf', PDF), headers: FORM_TYPE },
    { text: form('../../a\u0000.pdf', 'image/png', 'GIF89a<?php'), headers: FORM_TYPE },
    { text: form('', '', ''), headers: FORM_TYPE },
    { text: `--${BOUNDARY}\r\n`, headers: FORM_TYPE },
    { text: 'tanpa batas', headers: { 'content-type': 'multipart/form-data' } },
    { text: '{}', headers: JSON_TYPE },
    { headers: {} },
  )
  .map((body) => ({ ...body, admitted: false }));

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** An answer that does not come within this time does not come. */
const NEVER_MS = 20_000;

/** Sends a request byte by byte as it stands. A stream of events is left after its headers. */
export function send(
  gateway: string,
  method: string,
  { path, headers, body }: Pick<HostileRequest, 'path' | 'headers' | 'body'>,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(gateway);
  return new Promise((tell, fail) => {
    const request = httpRequest(
      { hostname, port, path, method, headers, agent, timeout: NEVER_MS },
      (response) => {
        const { statusCode: status = 0, headers: received } = response;
        if (/event-stream/.test(received['content-type'] ?? '')) {
          response.destroy();
          tell({ status, headers: received, text: '' });
          return;
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () =>
          tell({ status, headers: received, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer`)));
    request.on('error', fail);
    if (body !== undefined) {
      request.setHeader('content-length', Buffer.byteLength(body));
    }
    request.end(body);
  });
}
