import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  listKioskRefusals,
  listVisits,
  newId,
  readKiosk,
  readTicket,
  recordPrint,
  sealEntry,
  takeKioskEntries,
  takeTicketBlock,
  ticketPrinted,
  visitCheckedIn,
  type RequestOf,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { aDevice, anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';
import { RefusedSweep } from './erase-refused/refused-sweep.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const officer = { actor: anActor('officer') };
const CANARY = 'Kenari Kios';

type Entry = RequestOf<typeof takeKioskEntries>['entries'][number];
type Kiosk = ReturnType<typeof aDevice>;

const aCheckIn = {
  name: CANARY,
  identityKind: 'ktp',
  institution: 'Universitas Kenari',
  institutionCategory: 'education-research',
  occupation: 'student',
  education: 'bachelor',
  sex: 'female',
  birthYear: 2003,
  purpose: 'library-visit',
  useOfData: 'research',
  service: 'physical-library',
  noticeVersion: '2026-01',
};
const aCode = () =>
  Array.from(
    { length: 16 },
    () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Math.floor(Math.random() * 32)],
  ).join('');

describe('a kiosk', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const numbersOf = async (actor: Kiosk) =>
    (await service.ask(takeTicketBlock, {}, { actor })).numbers;

  /** An entry as a kiosk closes it. */
  async function anEntry(
    actor: Kiosk,
    fields: Partial<Entry> & { code?: string; says?: unknown } = {},
  ): Promise<Entry> {
    const { code = aCode(), says = aCheckIn, ...given } = fields;
    const { entryKey, office } = await service.ask(readKiosk, {}, { actor });
    const entry = {
      id: newId(),
      deviceId: actor.id,
      ticketNumber: 'K1-001',
      signedAt: clock.now().toISOString(),
      offline: true,
      ...given,
    };
    const sealed = await sealEntry(
      JSON.stringify({ code, entry: says }),
      { ...entry, office: office.code },
      entryKey,
    );
    return { ...entry, sealed, ...(given.sealed && { sealed: given.sealed }) };
  }
  const hand = async (actor: Kiosk, ...entries: Entry[]) =>
    (await service.ask(takeKioskEntries, { entries }, { actor })).results;
  const outcomes = (results: Awaited<ReturnType<typeof hand>>) =>
    results.map(({ outcome, reason }) => reason ?? outcome);

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('learns what it needs to work alone: its prefix, the hours, the office’s key', async () => {
    clock.moveTo(wib('2026-11-23T09:00'));
    const actor = aDevice('kiosk');
    const setUp = await service.ask(readKiosk, {}, { actor });
    expect(setUp).toMatchObject({ deviceId: actor.id, servedAfterMinutes: 5, wipeIdleSeconds: 90 });
    expect(setUp.prefix).toMatch(/^K\d+$/);
    expect(setUp.openings.slice(0, 3)).toEqual([
      { from: wib('2026-11-23T09:00').toISOString(), to: wib('2026-11-23T12:30').toISOString() },
      { from: wib('2026-11-23T14:00').toISOString(), to: wib('2026-11-23T15:30').toISOString() },
      { from: wib('2026-11-24T08:00').toISOString(), to: wib('2026-11-24T12:30').toISOString() },
    ]);
    expect(await service.ask(readKiosk, {}, { actor })).toMatchObject({ prefix: setUp.prefix });
  });

  it('gives each of two kiosks at once a prefix and numbers of its own', async () => {
    const [one, two] = await Promise.all([aDevice('kiosk'), aDevice('kiosk')].map(numbersOf));
    expect(one).toHaveLength(50);
    expect(new Set([...(one ?? []), ...(two ?? [])]).size).toBe(100);
  });

  it('hands a visitor over at once: measured, with the number that was given', async () => {
    clock.moveTo(wib('2026-11-24T09:00'));
    const actor = aDevice('kiosk');
    const [ticketNumber = ''] = await numbersOf(actor);
    const code = aCode();
    const entry = await anEntry(actor, { ticketNumber, code, offline: false });
    const [result] = await hand(actor, entry);
    expect(result).toMatchObject({
      outcome: 'accepted',
      ticket: { position: 1, dueAt: wib('2026-11-24T09:05').toISOString() },
    });
    expect(await service.ask(readTicket, { code })).toMatchObject({ id: entry.id, ticketNumber });
    expect((await service.event(visitCheckedIn, entry.id)).data).toMatchObject({
      channel: 'kiosk',
      timeQuality: 'measured',
    });
  });

  it('hands over what it took alone, with the time of signing and never as measured', async () => {
    clock.moveTo(wib('2026-11-25T09:00'));
    const actor = aDevice('kiosk');
    const numbers = await numbersOf(actor);
    const taken = await Promise.all(
      numbers.slice(0, 3).map((ticketNumber) => anEntry(actor, { ticketNumber })),
    );
    clock.moveTo(wib('2026-11-25T11:00'));
    expect(outcomes(await hand(actor, ...taken))).toEqual(['accepted', 'accepted', 'accepted']);
    const { items } = await service.ask(listVisits, {}, officer);
    expect(items.map(({ ticketNumber }) => ticketNumber).toSorted()).toEqual(numbers.slice(0, 3));
    expect(items[0]).toMatchObject({
      name: CANARY,
      channel: 'kiosk',
      timeQuality: 'offline-synced',
      checkedInAt: wib('2026-11-25T09:00').toISOString(),
    });
  });

  it('doubles and loses nothing when an answer is lost, or two tabs send at once', async () => {
    clock.moveTo(wib('2026-11-26T09:00'));
    const actor = aDevice('kiosk');
    const numbers = await numbersOf(actor);
    const entries = await Promise.all(
      numbers.slice(0, 5).map((ticketNumber) => anEntry(actor, { ticketNumber })),
    );
    const answers = await Promise.all([1, 2, 3, 4].map(() => hand(actor, ...entries)));
    const counted = answers.flatMap(outcomes);
    expect(counted.filter((outcome) => outcome === 'accepted')).toHaveLength(5);
    expect(counted.filter((outcome) => outcome === 'duplicate')).toHaveLength(15);
    const { items } = await service.ask(listVisits, {}, officer);
    expect(items).toHaveLength(5);
  });

  describe('that hands over something wrong', () => {
    const actor = aDevice('kiosk');
    let numbers: string[];
    beforeAll(async () => {
      clock.moveTo(wib('2026-11-27T09:00'));
      numbers = await numbersOf(actor);
    });
    const own = (fields: Parameters<typeof anEntry>[1] = {}) =>
      anEntry(actor, { ticketNumber: numbers.shift() ?? '', ...fields });

    it('is told what each entry lacks, and the good one among them is taken', async () => {
      const good = await own();
      const moved = { ...(await own()), ticketNumber: numbers.shift() ?? '' };
      const later = { ...(await own()), signedAt: wib('2026-11-27T08:59').toISOString() };
      const [head = '', ...rest] = good.sealed.split('.').toReversed();
      const flipped = [head.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')), ...rest];
      const broken = { ...(await own()), sealed: flipped.toReversed().join('.') };
      const incomplete = await own({ says: { ...aCheckIn, purpose: 'x' } });
      const foreign = await own({ ticketNumber: 'K99-001' });
      const results = await hand(actor, moved, later, broken, incomplete, foreign, good);
      expect(outcomes(results)).toEqual([
        'unreadable',
        'unreadable',
        'unreadable',
        'incomplete',
        'foreign-number',
        'accepted',
      ]);
    });

    it('cannot use a number twice on one day', async () => {
      const first = await own();
      const again = await own({ ticketNumber: first.ticketNumber });
      expect(outcomes(await hand(actor, first, again))).toEqual(['accepted', 'number-taken']);
    });

    it('cannot hand over another kiosk’s entry, nor take its place', async () => {
      const other = aDevice('kiosk');
      const theirs = await anEntry(other, { ticketNumber: (await numbersOf(other))[0] ?? '' });
      expect(outcomes(await hand(actor, { ...theirs, id: newId() }))).toEqual(['other-device']);
      expect(outcomes(await hand(other, theirs))).toEqual(['accepted']);
      expect(outcomes(await hand(actor, theirs))).toEqual(['other-device']);
    });

    it('cannot bring what was signed out of hours, in the future or days ago', async () => {
      clock.moveTo(wib('2026-11-30T09:00'));
      const at = (local: string) => own({ signedAt: wib(local).toISOString() });
      const entries = [
        await at('2026-11-27T13:00'),
        await at('2026-11-30T09:10'),
        await at('2026-11-26T09:00'),
      ];
      expect(outcomes(await hand(actor, ...entries))).toEqual([
        'outside-service-hours',
        'clock-wrong',
        'too-old',
      ]);
    });

    it('gets the same answer again, and the officer sees its number and no name', async () => {
      clock.moveTo(wib('2026-12-01T09:00'));
      const refused = await own({ ticketNumber: 'K99-002' });
      expect(outcomes(await hand(actor, refused))).toEqual(['foreign-number']);
      expect(outcomes(await hand(actor, refused))).toEqual(['foreign-number']);
      const listed = await service.ask(listKioskRefusals, {}, officer);
      expect(listed.items[0]).toMatchObject({
        id: refused.id,
        ticketNumber: 'K99-002',
        reason: 'foreign-number',
      });
      const rows = await service.source.query('select * from kiosk_entry');
      expect(JSON.stringify([listed, rows])).not.toMatch(/kenari/i);
    });
  });

  it('that was refused keeps the sealed person for three days, and its number for good', async () => {
    clock.moveTo(wib('2026-12-03T09:00'));
    const actor = aDevice('kiosk');
    const refused = await anEntry(actor, { ticketNumber: 'K99-003' });
    await hand(actor, refused);
    const sealed = async () =>
      service.source.query('select sealed from kiosk_entry where id = $1', [refused.id]);
    const sweep = service.running.app.get(RefusedSweep);
    clock.moveTo(wib('2026-12-06T08:00'));
    await sweep.sweep();
    expect(await sealed()).toEqual([{ sealed: refused.sealed }]);
    clock.moveTo(wib('2026-12-06T10:00'));
    await sweep.sweep();
    expect(await sealed()).toEqual([{ sealed: null }]);
    const { items } = await service.ask(listKioskRefusals, {}, officer);
    expect(items.map(({ ticketNumber }) => ticketNumber)).toContain('K99-003');
  });

  it('says of a ticket that it came out on paper, of its own visits only', async () => {
    clock.moveTo(wib('2026-12-07T09:00'));
    const actor = aDevice('kiosk');
    const entry = await anEntry(actor, { ticketNumber: (await numbersOf(actor))[0] ?? '' });
    const print = { visitId: entry.id, outcome: 'failed' } as const;
    await expect(service.ask(recordPrint, print, { actor })).rejects.toMatchObject({
      slug: 'not-found',
    });
    await hand(actor, entry);
    await expect(
      service.ask(recordPrint, print, { actor: aDevice('kiosk') }),
    ).rejects.toMatchObject({ slug: 'not-found' });
    await service.ask(recordPrint, print, { actor });
    expect((await service.event(ticketPrinted, entry.id)).data).toEqual({
      visitId: entry.id,
      outcome: 'failed',
    });
  });

  it('is a kiosk: neither a board nor an officer takes its place', async () => {
    for (const actor of [aDevice('board'), anActor('officer', 'admin')]) {
      await expect(service.ask(takeTicketBlock, {}, { actor })).rejects.toMatchObject({
        slug: 'not-allowed',
      });
    }
    await expect(
      service.ask(listKioskRefusals, {}, { actor: aDevice('kiosk') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });
});
