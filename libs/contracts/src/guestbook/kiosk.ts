import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing, pageOf, paging } from '../paging.ts';

const ticketNumber = z
  .string()
  .regex(/^K[1-9][0-9]{0,2}-[0-9]{3}$/)
  .describe('Prefix of the kiosk and three digits: K1-007');
const kiosks = ['device:kiosk'] as const;

/** All that a kiosk must know to go on working when the network is gone. */
export const kioskSetUp = z
  .object({
    deviceId: id,
    office: z.object({ code: z.string(), name: z.string() }),
    prefix: z.string().describe('Begins its ticket numbers: K1'),
    entryKey: z
      .object({ id: z.string(), publicKey: z.string() })
      .describe('Entries are sealed to it: P-256, uncompressed point in base64url'),
    openings: z
      .array(z.object({ from: instant, to: instant }))
      .describe('Service hours of the coming days; no entry is taken outside of them'),
    servedAfterMinutes: z.number().int().describe('The promise, in working minutes'),
    noticeVersion: z.string(),
    warnIdleSeconds: z.number().int(),
    wipeIdleSeconds: z.number().int(),
    keepEntriesHours: z.number().int().describe('Entries that could not be sent are kept so long'),
    at: instant.describe('The office’s time; the kiosk counts with the difference'),
  })
  .meta({ id: 'KioskSetUp' });

export const readKiosk = defineRequest('guestbook.read-kiosk', {
  allow: kiosks,
  request: z.object({}),
  reply: kioskSetUp,
});

/** Numbers that this kiosk alone may give out, so that it can do so without asking. */
export const takeTicketBlock = defineRequest('guestbook.take-ticket-block', {
  allow: kiosks,
  request: z.object({}),
  reply: z.object({ numbers: z.array(ticketNumber) }).meta({ id: 'TicketBlock' }),
});

/** A guestbook entry as it leaves a kiosk. What is sealed is `{ code, entry }`: code of the ticket page, CheckIn. */
const kioskEntry = z
  .strictObject({
    id: id.describe('UUIDv7 made by the kiosk; the id of the visit'),
    deviceId: id.describe('The kiosk that took it'),
    ticketNumber,
    signedAt: instant.describe('By the kiosk’s clock, corrected by the difference last measured'),
    offline: z.boolean().describe('Taken while the guestbook could not be asked'),
    sealed: z.string().min(50).max(20_000).describe('Envelope of `sealed-entry`'),
  })
  .meta({ id: 'KioskEntry' });

export const refusalReason = z
  .enum([
    /** Damaged, altered, or sealed to a key that is retired. */
    'unreadable',
    'other-device',
    'incomplete',
    'foreign-number',
    'number-taken',
    'outside-service-hours',
    'too-old',
    'clock-wrong',
  ])
  .meta({ id: 'KioskRefusalReason' });

/**
 * Hands entries over. Each is judged by itself and once: sent again it gets the same answer, an accepted
 * one as `duplicate`. One that is missing in the answer could not be judged and is to be sent again.
 */
export const takeKioskEntries = defineRequest('guestbook.take-kiosk-entries', {
  allow: kiosks,
  request: z
    .strictObject({ entries: z.array(kioskEntry).min(1).max(20) })
    .meta({ id: 'KioskEntries' }),
  reply: z
    .object({
      results: z.array(
        z.object({
          id,
          outcome: z.enum(['accepted', 'duplicate', 'refused']),
          reason: refusalReason.nullable(),
          ticket: z
            .object({
              position: z.number().int().describe('Place in the queue, 1 = next'),
              dueAt: instant.describe('Served by then, in working time'),
            })
            .nullable()
            .describe('With `accepted`'),
        }),
      ),
    })
    .meta({ id: 'KioskEntryResults' }),
  timeoutMs: 15_000,
});

/** Whether the ticket came out on paper, as the visitor says: no browser knows what a printer did. */
export const recordPrint = defineRequest('guestbook.record-print', {
  allow: kiosks,
  request: z
    .strictObject({ visitId: id, outcome: z.enum(['printed', 'failed']) })
    .meta({ id: 'RecordPrint' }),
  reply: nothing,
});

export const kioskRefusal = z
  .object({
    id,
    ticketNumber: z.string().describe('What the visitor holds'),
    signedAt: instant,
    receivedAt: instant,
    reason: refusalReason,
  })
  .meta({ id: 'KioskRefusal' });

/** Entries that were not accepted, newest first, so that their visitors are not forgotten. */
export const listKioskRefusals = defineRequest('guestbook.list-kiosk-refusals', {
  allow: ['officer', 'head', 'admin'],
  request: paging,
  reply: pageOf(kioskRefusal),
});
