import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { breaksOf, breaksOfEvents } from './additive.ts';

const visit = {
  type: 'object',
  description: 'A visit',
  required: ['visitId', 'service'],
  properties: {
    visitId: { type: 'string', format: 'uuid' },
    service: { type: 'string', enum: ['reading', 'advice'] },
    seconds: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }] },
    days: { type: 'array', items: { type: 'object', properties: { date: { type: 'string' } } } },
  },
};
const { visitId, service, seconds, days } = visit.properties;
const withField = (field: object) => ({ ...visit, properties: { ...visit.properties, ...field } });

describe('a change of an event within its version', () => {
  it.each([
    ['is none', visit],
    ['adds an optional field', withField({ channel: { type: 'string' } })],
    ['adds a code', withField({ service: { ...service, enum: ['reading', 'advice', 'pc'] } })],
    ['says it better', { ...visit, description: 'A visit to the desk' }],
  ])('is let through when it %s', (_what, after) => {
    expect(breaksOf(visit, after)).toEqual([]);
  });

  it.each([
    ['takes a field away', { ...visit, properties: { visitId, service, days } }, 'it.seconds'],
    [
      'renames one',
      { ...visit, properties: { id: visitId, service, seconds, days } },
      'it.visitId',
    ],
    [
      'adds a field that must be there',
      { ...visit, required: ['visitId', 'service', 'days'] },
      'it',
    ],
    ['lets a field be missing', { ...visit, required: ['visitId'] }, 'it requires'],
    ['changes a type', withField({ visitId: { type: 'integer' } }), 'it.visitId'],
    ['takes a code away', withField({ service: { ...service, enum: ['reading'] } }), 'advice'],
    ['lets null in', withField({ visitId: { anyOf: [visitId, { type: 'null' }] } }), 'it.visitId'],
    [
      'narrows a number',
      withField({ seconds: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] } }),
      'it.seconds',
    ],
    [
      'changes what a list holds',
      withField({ days: { ...days, items: { type: 'object', properties: {} } } }),
      'it.days[].date is gone',
    ],
  ])('is refused when it %s', (_what, after, where) => {
    expect(breaksOf(visit, after).join('\n')).toContain(where);
  });

  it('is looked for in every event, and in where it is found', () => {
    const file = new URL('../../services/gateway/asyncapi.json', import.meta.url);
    const published = JSON.parse(readFileSync(file, 'utf8'));
    const changed = structuredClone(published);
    const called = 'guestbook-visit-called-v1';
    delete changed.components.messages[called].payload.properties.data.properties.visitId;
    delete changed.components.messages['catalogue-copy-added-v1'];
    changed.channels['feedback-rating-given-v1'].address = 'pst.{office}.feedback.rated';
    expect(breaksOfEvents(published, published)).toEqual([]);
    expect(breaksOfEvents(published, changed)).toEqual(
      expect.arrayContaining([
        `${called}.data.visitId is gone`,
        'catalogue-copy-added-v1 is gone',
        'feedback-rating-given-v1 has another subject',
      ]),
    );
  });
});
