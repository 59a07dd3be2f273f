import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  callNext,
  checkIdentity,
  checkIn,
  listVisits,
  moveVisit,
  newId,
  readQueue,
  readTicket,
  serviceLevelBreached,
  serviceLevelMet,
  surveyInvited,
  visitCheckedIn,
  visitCompleted,
  visitServing,
  type CheckIn,
  type DeskVisit,
} from '@pst/contracts';
import { MessageSeal, pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const officer = anActor('officer');
const CANARY = 'Kenari Rahasia';

function aCheckIn(fields: Partial<CheckIn> = {}) {
  return {
    name: CANARY,
    identityKind: 'ktp',
    institution: 'Universitas Kenari',
    institutionCategory: 'education-research',
    occupation: 'student',
    education: 'bachelor',
    sex: 'female',
    birthYear: 2003,
    email: 'kenari@contoh.example',
    purpose: 'library-visit',
    useOfData: 'research',
    service: 'physical-library',
    noticeVersion: '2026-01',
    ...fields,
  } as const;
}

const outcomesOf = ({ clocks }: DeskVisit) =>
  Object.fromEntries(clocks.map(({ clock, outcome }) => [clock, outcome]));

describe('a visit', () => {
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

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('begins with ticket A001, a place in the queue and a promised time', async () => {
    clock.moveTo(wib('2026-11-23T12:28'));
    const ticket = await service.ask(checkIn, aCheckIn());
    expect(ticket).toMatchObject({ ticketNumber: 'A001', state: 'waiting', position: 1 });
    expect(ticket.dueAt).toBe(wib('2026-11-23T14:03').toISOString());
    const seen = await service.ask(readTicket, { code: ticket.code });
    expect(seen).toMatchObject({ ticketNumber: 'A001', position: 1, surveyUrl: null });
  });

  it('is refused outside service hours, naming the next opening', async () => {
    clock.moveTo(wib('2026-11-27T16:30'));
    await expect(service.ask(checkIn, aCheckIn())).rejects.toMatchObject({
      slug: 'outside-service-hours',
      status: 409,
      params: { opensAt: wib('2026-11-30T08:00').toISOString() },
    });
  });

  it('keeps the person out of events and out of the clear', async () => {
    clock.moveTo(wib('2026-11-24T08:30'));
    const ticket = await service.ask(checkIn, aCheckIn());
    const event = await service.event(visitCheckedIn, ticket.id);
    expect(event.data).toMatchObject({ ageBand: '17-25', purpose: 'library-visit' });
    const rows = JSON.stringify([
      await service.source.query('select * from visit'),
      await service.source.query('select * from outbox'),
    ]);
    expect(rows).not.toMatch(/kenari/i);
  });

  /** Served at once, in the morning of `day`, and announced as completed. */
  async function servedOn(day: string, contact: { email?: string; phone?: string }) {
    clock.moveTo(wib(`${day}T09:00`));
    const as = { actor: officer };
    const { email: _, ...entry } = aCheckIn();
    const { id, code } = await service.ask(checkIn, { ...entry, ...contact });
    await service.ask(callNext, { counter: '1' }, as);
    await service.ask(checkIdentity, { visitId: id, kind: 'ktp' }, as);
    await service.ask(moveVisit, { visitId: id, action: 'start' }, as);
    await service.ask(moveVisit, { visitId: id, action: 'complete' }, as);
    const { data } = await service.event(visitCompleted, id);
    return { id, code, respondent: data.respondent };
  }

  it('says of its visitor only what stands for their contact in one quarter', async () => {
    const contact = { phone: '0857-8970-0503' };
    const first = await servedOn('2026-09-29', contact);
    expect(first.respondent).toBeDefined();
    const again = await servedOn('2026-09-30', { phone: '+62 857 8970 0503' });
    expect(again.respondent).toBe(first.respondent);
    const later = await servedOn('2026-10-01', contact);
    expect(later.respondent).toBeDefined();
    expect(later.respondent).not.toBe(first.respondent);
    expect((await servedOn('2026-10-02', {})).respondent).toBeUndefined();
  });

  it('asks by mail how it was, once its visitor is invited', async () => {
    const email = 'undangan@contoh.example';
    const { id, code } = await servedOn('2026-10-05', { email });
    const seal = service.running.app.get(MessageSeal);
    const mails = async () => {
      const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
        `select payload from outbox where stream = 'MESSAGES' order by seq`,
      );
      return rows
        .map(({ payload }) => seal.open(payload.id, payload.sealed))
        .filter(({ to }) => to === email);
    };
    expect(await mails()).toEqual([]);
    await service.announce(
      surveyInvited.create(
        {
          invitationId: newId(),
          source: 'visit',
          sourceId: id,
          invitedAt: clock.now().toISOString(),
        },
        { office: '1606', about: id, at: clock.now() },
      ),
    );
    await eventually(async () => {
      const [mail] = await mails();
      expect(mail?.content).toMatchObject({
        template: 'survey-invitation',
        link: expect.stringContaining(`/tiket/${code}/penilaian`),
      });
    });
  });

  it('is called, started, completed, and keeps both promises', async () => {
    clock.moveTo(wib('2026-11-25T09:00'));
    const ticket = await service.ask(checkIn, aCheckIn());
    const as = { actor: officer };
    clock.moveTo(wib('2026-11-25T09:03'));
    const called = await service.ask(callNext, { counter: '1' }, as);
    expect(called).toMatchObject({ id: ticket.id, state: 'called', counter: '1', name: CANARY });
    await expect(
      service.ask(moveVisit, { visitId: ticket.id, action: 'start' }, as),
    ).rejects.toMatchObject({ slug: 'identity-not-checked' });
    await service.ask(checkIdentity, { visitId: ticket.id, kind: 'ktp' }, as);
    clock.moveTo(wib('2026-11-25T09:04'));
    await service.ask(moveVisit, { visitId: ticket.id, action: 'start' }, as);
    clock.moveTo(wib('2026-11-25T09:15'));
    const done = await service.ask(moveVisit, { visitId: ticket.id, action: 'complete' }, as);
    expect(outcomesOf(done)).toEqual({
      'served-after-guestbook': 'met',
      'served-after-workstation': 'not-started',
      total: 'met',
    });
    expect((await service.event(visitServing, ticket.id)).data.waitSeconds).toBe(240);
    expect((await service.event(visitCompleted, ticket.id)).data).toMatchObject({
      totalSeconds: 900,
      serviceSeconds: 660,
      officerId: officer.id,
    });
    await eventually(async () => {
      const met = (await service.events(serviceLevelMet)).filter((e) => e.subject === ticket.id);
      expect(met.map((event) => event.data.clock)).toEqual(['served-after-guestbook', 'total']);
    });
  });

  it('has its broken promise announced once although nobody touches it', async () => {
    clock.moveTo(wib('2026-11-26T09:00'));
    const ticket = await service.ask(checkIn, aCheckIn());
    clock.moveTo(wib('2026-11-26T09:06'));
    const breach = await service.event(serviceLevelBreached, ticket.id);
    expect(breach.data).toMatchObject({ clock: 'served-after-guestbook', targetMinutes: 5 });
    clock.moveTo(wib('2026-11-26T09:21'));
    await eventually(async () => {
      const all = (await service.events(serviceLevelBreached)).filter(
        (event) => event.subject === ticket.id,
      );
      expect(all.map((event) => event.data.clock)).toEqual(['served-after-guestbook', 'total']);
    });
  });

  it('is called by exactly one of twenty officers who press at once, and none is skipped', async () => {
    clock.moveTo(wib('2026-11-30T09:00'));
    const tickets = await Promise.all(
      Array.from({ length: 15 }, () => service.ask(checkIn, aCheckIn())),
    );
    expect(new Set(tickets.map(({ ticketNumber }) => ticketNumber)).size).toBe(15);
    const calls = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        service.ask(callNext, { counter: String(n) }, { actor: anActor('officer') }),
      ),
    );
    const called = calls.flatMap((call) => (call.status === 'fulfilled' ? [call.value.id] : []));
    expect(new Set(called)).toEqual(new Set(tickets.map(({ id }) => id)));
    expect(called).toHaveLength(15);
    const queue = await service.ask(readQueue, {});
    expect(queue).toMatchObject({ waitingCount: 0 });
    expect(queue.called).toHaveLength(5);
    expect(JSON.stringify(queue)).not.toMatch(/kenari/i);
  });

  it('shows the desk to officers only', async () => {
    await expect(service.ask(listVisits, {})).rejects.toMatchObject({ slug: 'not-signed-in' });
    await expect(service.ask(listVisits, {}, { actor: anActor('patron') })).rejects.toMatchObject({
      slug: 'not-allowed',
    });
  });

  it('is listed page by page without a gap or a repetition', async () => {
    const as = { actor: officer };
    const first = await service.ask(listVisits, { date: '2026-11-30', limit: 10 }, as);
    const second = await service.ask(
      listVisits,
      { date: '2026-11-30', limit: 10, cursor: first.nextCursor ?? '' },
      as,
    );
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(15);
  });

  it('does not exist for another office', async () => {
    const [visit] = (await service.ask(listVisits, { date: '2026-11-30' }, { actor: officer }))
      .items;
    await expect(
      service.ask(
        checkIdentity,
        { visitId: visit?.id ?? newId(), kind: 'ktp' },
        { actor: officer, office: '1605' },
      ),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('left open at the end of the day is closed and never counts as served', async () => {
    clock.moveTo(wib('2026-12-01T15:00'));
    const ticket = await service.ask(checkIn, aCheckIn());
    clock.moveTo(wib('2026-12-02T08:00'));
    await eventually(async () => {
      expect((await service.ask(readTicket, { code: ticket.code })).state).toBe(
        'closed-end-of-day',
      );
    });
  });
});
