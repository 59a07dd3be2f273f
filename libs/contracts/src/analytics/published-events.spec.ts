import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { allEvents } from '../subscriptions.ts';
import type { CloudEvent } from '../define-event.ts';
import { fieldMeanings } from './field-meanings.ts';
import { publishedEvents } from './published-events.ts';

const folder = new URL('../../samples/', import.meta.url);
const samples = readdirSync(folder).map((file): CloudEvent => {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
});

/** Whoever is known by one of these is singled out, or was at the desk as somebody saw it. */
const OF_SOMEBODY =
  /account|officer|reviewer|respondent|actor|name|mail|phone|address|nik|birth|sex|ageBand|education|occupation|disab|country|regency|province|priority|ticketNumber|counter|institutionId|objectKey|comment|body|note|secret|anonymous/i;

/** Names of fields at any depth. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(fieldsOf);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...fieldsOf(inner)])
    : [];
}

describe('what analysts read', () => {
  it('is events of the system, each of them once and on a subject of its own', () => {
    const events = publishedEvents.map(({ event }) => event);
    expect(events.filter((event) => !allEvents.includes(event))).toEqual([]);
    expect(new Set(events).size).toBe(events.length);
    expect(new Set(publishedEvents.map((published) => published.subjectFor('1606'))).size).toBe(
      publishedEvents.length,
    );
    for (const published of publishedEvents) {
      expect(published.subjectFor('1606')).toMatch(/^analytics\.1606\.[a-z-]+\.[a-z-]+\.v\d+$/);
    }
  });

  it.each(publishedEvents.map((published) => [published.event.type, published] as const))(
    '%s says what happened and not to whom',
    (type, published) => {
      const sample = samples.find((each) => each.type === type);
      const event = published.publishedFrom(sample as CloudEvent); // every event has one
      const names = [
        ...fieldsOf(event.data),
        ...Object.keys(z.toJSONSchema(published.schema).properties ?? {}),
      ];
      expect(names.filter((name) => OF_SOMEBODY.test(name))).toEqual([]);
      expect(event).not.toHaveProperty('traceparent');
      expect([event.id, ...Object.values(event.data)]).toContain(event.subject);
    },
  );

  it('loses the trace, the fields inside and a subject that is somebody', () => {
    const checkedIn = publishedEvents.find(({ event }) => event.type.includes('checked-in'));
    const sample = samples.find(({ type }) => type === checkedIn?.event.type) as CloudEvent; // has one
    const inside = { ...(sample.data as object), sex: 'female', addedTomorrow: 1 };
    const event = checkedIn?.publishedFrom({
      ...sample,
      subject: 'somebody',
      traceparent: '00-1-2-01',
      data: inside,
    });
    expect(event?.subject).toBe(sample.id);
    expect(event?.data).not.toHaveProperty('sex');
    expect(event?.data).not.toHaveProperty('addedTomorrow');
    expect(event).not.toHaveProperty('traceparent');
  });

  it('never tells in which visit something was read, searched or asked for', () => {
    const naming = publishedEvents.filter(({ schema }) => 'visitId' in schema.shape);
    expect(
      naming
        .map(({ event }) => event.type)
        .filter((type) => !/^pst\.guestbook\.(visit|service-level|workstation)\./.test(type)),
    ).toEqual([]);
  });

  it('has a meaning for every field, and no meaning of a field that nobody gets', () => {
    const fields = new Set(publishedEvents.flatMap(({ schema }) => Object.keys(schema.shape)));
    expect([...fields].toSorted()).toEqual(Object.keys(fieldMeanings).toSorted());
  });
});
