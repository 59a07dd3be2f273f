import fc from 'fast-check';
import { description, type Schema } from './operations.ts';

/** Values that exist in the system, by the name under which requests give them. */
export type Known = Readonly<Record<string, readonly string[]>>;

type Json = Record<string, unknown>;

const MOST_CHARACTERS = 60;
const MOST_ITEMS = 3;

/** What a schema admits; what has a name that is known is mostly something that exists. */
export function admitted(schema: Schema, known: Known, name = ''): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const named = description.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named === undefined ? fc.anything() : admitted(named, known, name);
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) {
    return fc.oneof(...options.map((option) => admitted(option, known, name)));
  }
  if (schema.const !== undefined) {
    return fc.constant(schema.const);
  }
  if (schema.enum !== undefined) {
    return fc.constantFrom(...schema.enum);
  }
  switch (schema.type) {
    case 'string': {
      const existing = known[name] ?? [];
      return existing.length === 0
        ? text(schema)
        : fc.oneof(
            { weight: 4, arbitrary: fc.constantFrom(...existing) },
            { weight: 1, arbitrary: text(schema) },
          );
    }
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 10_000 });
    case 'number':
      return fc.double({
        min: schema.minimum ?? -1_000,
        max: schema.maximum ?? 1_000,
        noNaN: true,
      });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(admitted(schema.items ?? {}, known, name.replace(/s$/, '')), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(MOST_ITEMS, schema.maxItems ?? 3)),
      });
    case 'object':
      return object(schema, known);
    default:
      return fc.jsonValue();
  }
}

function object(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  if (typeof additionalProperties === 'object' && propertyNames !== undefined) {
    return fc.dictionary(
      admitted(propertyNames, known).map(String),
      admitted(additionalProperties, known),
      { maxKeys: MOST_ITEMS },
    );
  }
  return fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => [key, admitted(inner, known, key)]),
    ),
    { requiredKeys: [...required], noNullPrototype: true },
  );
}

function text(schema: Schema): fc.Arbitrary<string> {
  const day = fc
    .date({
      min: new Date('2024-01-01T00:00:00Z'),
      max: new Date('2028-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());
  switch (schema.format) {
    case 'uuid':
      return fc.uuid({ version: 7 });
    case 'date':
      return day.map((instant) => instant.slice(0, 10));
    case 'date-time':
      return day;
    case 'email':
      return fc.nat(999).map((n) => `tamu-${n}@contoh.example`);
    case 'base64':
      return fc.base64String({ maxLength: MOST_CHARACTERS });
    default:
  }
  if (schema.pattern !== undefined) {
    return fc.stringMatching(new RegExp(schema.pattern));
  }
  const shortest = schema.minLength ?? 0;
  return fc.string({
    unit: 'grapheme',
    minLength: shortest,
    maxLength: Math.max(shortest, Math.min(MOST_CHARACTERS, schema.maxLength ?? MOST_CHARACTERS)),
  });
}

/** What nobody means well with, wherever a value is wanted. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202eabc',
    '\ufeff',
    "' or '1'='1' --",
    "'; drop table visit; --",
    '%27%20or%201=1',
    '${7*7}{{7*7}}<%= 7*7 %>',
    '../../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    'a\r\nset-cookie: a=b',
    'tamu@contoh.example\r\nbcc: lain@contoh.example',
    '<script>alert(1)</script>',
    'http://127.0.0.1:5432/',
    'file:///etc/passwd',
    'x'.repeat(70_000),
    '\u{1d4b3}'.repeat(3_000),
    '9'.repeat(400),
    '0000-00-00',
    '2026-02-30',
    '+999999-12-31T23:59:59Z',
    -1,
    0,
    0.5,
    2_147_483_648,
    9_007_199_254_740_991,
    -1e308,
    1e308,
    true,
    [],
    {},
    [[[[[]]]]],
    { $ne: null },
    { $gt: '' },
    { id: { id: {} } },
    Array.from({ length: 2_000 }, () => 0),
  ),
  fc.jsonValue(),
);

type Place = readonly (string | number)[];

/** Every place inside a value, the value itself excepted. */
function placesIn(value: unknown, before: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = [...before, Array.isArray(value) ? Number(key) : key];
    return [place, ...placesIn(inner, place)];
  });
}

function changed(value: unknown, [key, ...rest]: Place, into: unknown): unknown {
  if (key === undefined) {
    return into;
  }
  if (Array.isArray(value)) {
    return value.with(Number(key), changed(value[Number(key)], rest, into));
  }
  const whole = value as Json;
  return { ...whole, [key]: changed(whole[key], rest, into) };
}

/** What a schema admits, with one place that it does not: another value, one too few, one too many. */
export function nearlyAdmitted(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    hostile.map((value) => ({ kind: 'replace' as const, value })),
    fc.constant({ kind: 'remove' as const, value: undefined }),
  );
  return fc
    .tuple(admitted(schema, known), fc.nat(1_000), change)
    .map(([value, n, { kind, value: into }]) => {
      const places = placesIn(value);
      const place = places[n % Math.max(1, places.length)];
      // What is undefined is left out of the JSON text.
      return place === undefined
        ? into
        : changed(value, place, kind === 'remove' ? undefined : into);
    });
}

/** Bodies that are no JSON, or JSON that nobody writes. `value` is what the schema admits. */
export function oddText(value: unknown): fc.Arbitrary<string> {
  const json = JSON.stringify(value ?? {});
  const inside = json.startsWith('{') ? json.slice(1) : '}';
  const next = inside === '}' ? inside : `,${inside}`;
  return fc.constantFrom(
    '',
    ' ',
    '{',
    `${json}}`,
    `\ufeff${json}`,
    json.replaceAll('"', "'"),
    `{"name":"a"${next}`,
    `{"id":1,"id":"2"${next}`,
    `{"__proto__":{"roles":["admin"],"allow":"anyone"}${next}`,
    `{"constructor":{"prototype":{"roles":["admin"]}}${next}`,
    `{"toString":1,"hasOwnProperty":2,"valueOf":3${next}`,
    `{"":1${next}`,
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
    `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    '1e999',
    '"\\ud800"',
    'null',
    '[]',
    '[null]',
    'true',
  );
}

/** The schema with one field more, which whoever reads it does not know. */
export function withUnknownField(schema: Schema): Schema {
  return {
    ...schema,
    properties: { ...schema.properties, tidakDikenal: { const: true } },
    required: [...(schema.required ?? []), 'tidakDikenal'],
  };
}
