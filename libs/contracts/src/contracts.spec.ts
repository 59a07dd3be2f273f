import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as published from './index.ts';
import {
  allEvents,
  allProblems,
  announcements,
  problemBySlug,
  subscriptions,
  type CloudEvent,
} from './index.ts';

const folder = new URL('../samples/', import.meta.url);
const samples = readdirSync(folder).map((file): CloudEvent => {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
});

/** Fields that would hold a person: an event has codes, ids and bands in their place. */
const OF_A_PERSON =
  /^(name|fullName|email|phone|address|nik|identityNumber|birth(Year|Date)|comment|body|note|subject|message)$/;

function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  return Object.entries(schema).flatMap(([key, inner]) => [
    ...(key === 'properties' && typeof inner === 'object' && inner ? Object.keys(inner) : []),
    ...fieldsOf(inner),
  ]);
}

describe.each(allEvents.map((event) => [event.type, event] as const))('%s', (type, event) => {
  it('still reads its golden sample, every field of it', () => {
    const own = samples.filter((sample) => sample.type === type);
    expect(own).toHaveLength(1);
    expect(event.parse(own[0])).toEqual(own[0]);
  });

  it('has a schema without fields of a person', () => {
    expect(fieldsOf(z.toJSONSchema(event.schema)).filter((name) => OF_A_PERSON.test(name))).toEqual(
      [],
    );
  });

  it('drops what a newer publisher adds instead of breaking', () => {
    const [sample] = samples.filter((candidate) => candidate.type === type);
    const newer = { ...sample, data: { ...(sample?.data as object), addedLater: 1 } };
    expect(event.parse(newer)).toEqual(sample);
  });
});

const requests = Object.values<unknown>(published).filter(
  (member): member is published.RequestContract =>
    typeof member === 'object' && member !== null && 'subject' in member && 'request' in member,
);

/** A position among all events, which are counted in a wider column. */
const WIDER = ['insights.read-events after'];

function integersBeyondColumns(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) {
    return [];
  }
  const { type, minimum, maximum } = schema as Record<string, unknown>;
  const beyond =
    type === 'integer' &&
    (Number(minimum) < -published.MOST_INTEGER || Number(maximum) > published.MOST_INTEGER);
  return [
    ...(beyond ? [name] : []),
    ...Object.entries(schema).flatMap(([key, inner]) => integersBeyondColumns(inner, key)),
  ];
}

describe('the published language', () => {
  it('lets in no number that a column would not hold', () => {
    const beyond = requests.flatMap(({ pattern, request }) =>
      integersBeyondColumns(z.toJSONSchema(request, { io: 'input', unrepresentable: 'any' })).map(
        (field) => `${pattern} ${field}`,
      ),
    );
    expect(beyond.filter((field) => !WIDER.includes(field))).toEqual([]);
  });

  it('keeps no sample of an event that is gone', () => {
    const known = new Set(allEvents.map(({ type }) => type));
    expect(samples.map(({ type }) => type).filter((type) => !known.has(type))).toEqual([]);
  });

  it('names every event once, by the service that announces it', () => {
    expect(new Set(allEvents.map(({ type }) => type)).size).toBe(allEvents.length);
    for (const [service, events] of Object.entries(announcements)) {
      expect(events.every((event) => event.service === service)).toBe(true);
    }
  });

  it('lets nobody listen to what nobody announces', () => {
    const announced = new Set(allEvents);
    for (const events of Object.values(subscriptions)) {
      expect(events.filter((event) => !announced.has(event))).toEqual([]);
    }
  });

  it.each(allProblems().map((problem) => [problem.slug, problem] as const))(
    'words the problem %s in both languages, differently',
    (slug, problem) => {
      expect(problemBySlug(slug)).toBe(problem);
      expect(problem.title('id')).not.toBe('');
      expect(problem.title('en')).not.toBe(problem.title('id'));
      expect(problem.status).toBeGreaterThanOrEqual(400);
    },
  );
});
