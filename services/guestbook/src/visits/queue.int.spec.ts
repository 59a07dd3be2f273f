import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  callNext,
  checkIdentity,
  checkIn,
  correctVisit,
  counterClosed,
  counterOpened,
  enterPaperVisit,
  leaveQueue,
  listCounters,
  listVisits,
  moveCounter,
  moveVisit,
  readQueue,
  readTicket,
  readVisitLog,
  serviceLevelAtRisk,
  serviceLevelBreached,
  setPriority,
  setUpCounter,
  transferVisit,
  visitCorrected,
  visitLeft,
  visitNoShow,
  type CheckIn,
  type VisitAction,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const officer = { actor: anActor('officer') };

function aCheckIn(fields: Partial<CheckIn> = {}) {
  return {
    name: 'Pengunjung',
    identityKind: 'ktp',
    institution: 'Instansi',
    institutionCategory: 'other',
    occupation: 'other',
    education: 'bachelor',
    sex: 'female',
    birthYear: 1998,
    purpose: 'library-visit',
    useOfData: 'other',
    service: 'physical-library',
    noticeVersion: '2026-01',
    ...fields,
  } as const;
}

describe('the queue of a day', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
  let service: ServiceUnderTest;
  /** Each test has a business day of its own. */
  const days = ['23', '24', '25', '26', '27', '30'].map((day) => `2026-11-${day}`);
  const december = ['01', '02', '03', '04', '07', '08', '09', '10'].map((day) => `2026-12-${day}`);
  const free = [...days, ...december];
  const newDay = () => {
    const day = free.shift() ?? '';
    clock.moveTo(wib(`${day}T09:00`));
    return day;
  };
  const minutesLater = (minutes: number) =>
    clock.moveTo(new Date(clock.now().getTime() + minutes * 60_000));

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

  const sign = (fields: Partial<CheckIn> = {}) => service.ask(checkIn, aCheckIn(fields));
  const call = (counter = '1', more: { service?: CheckIn['service'] } = {}) =>
    service.ask(callNext, { counter, ...more }, officer);
  const act = (visitId: string, action: VisitAction, reason?: string) =>
    service.ask(moveVisit, { visitId, action, ...(reason && { reason }) }, officer);
  const serve = async (visitId: string) => {
    await service.ask(checkIdentity, { visitId, kind: 'ktp' }, officer);
    return act(visitId, 'start');
  };

  it('lets the elderly, the disabled and the pregnant go first, in the order of their arrival', async () => {
    newDay();
    const ordinary = await sign();
    minutesLater(1);
    const elderly = await sign({ birthYear: 1966 });
    minutesLater(1);
    const disabled = await sign({ disability: 'physical' });
    expect(elderly.position).toBe(1);
    expect(disabled.position).toBe(2);
    expect((await service.ask(readTicket, { code: ordinary.code })).position).toBe(3);
    expect(await call('1')).toMatchObject({ id: elderly.id, priority: 'elderly' });
    expect(await call('2')).toMatchObject({ id: disabled.id, priority: 'disabled' });
    expect(await call('3')).toMatchObject({ id: ordinary.id, priority: null });
  });

  it('moves up whom the officer sees to be pregnant, and back when that was a mistake', async () => {
    newDay();
    await sign();
    minutesLater(1);
    const second = await sign();
    await service.ask(setPriority, { visitId: second.id, priority: 'pregnant' }, officer);
    expect((await service.ask(readTicket, { code: second.code })).position).toBe(1);
    await service.ask(setPriority, { visitId: second.id, priority: null }, officer);
    expect((await service.ask(readTicket, { code: second.code })).position).toBe(2);
  });

  it('has a line of its own for each service, and counters that take only theirs', async () => {
    newDay();
    const book = await sign();
    minutesLater(1);
    const computer = await sign({ service: 'digital-library' });
    await service.ask(setUpCounter, { name: 'PC', services: ['digital-library'] }, officer);
    expect((await call('PC')).id).toBe(computer.id);
    await expect(call('PC')).rejects.toMatchObject({ slug: 'queue-empty' });
    await expect(call('1', { service: 'digital-library' })).rejects.toMatchObject({
      slug: 'queue-empty',
    });
    expect((await call('1')).id).toBe(book.id);
  });

  it('takes a transferred visitor at the place of their arrival', async () => {
    newDay();
    const first = await sign();
    minutesLater(1);
    const second = await sign({ service: 'digital-library' });
    await call('1');
    await serve(first.id);
    const command = {
      visitId: first.id,
      service: 'digital-library',
      reason: 'wrong-line',
    } as const;
    expect(await service.ask(transferVisit, command, officer)).toMatchObject({
      state: 'waiting',
      service: 'digital-library',
      counter: null,
    });
    expect((await call('2', { service: 'digital-library' })).id).toBe(first.id);
    expect((await call('3', { service: 'digital-library' })).id).toBe(second.id);
  });

  it('records a no-show only after enough calls, and takes the visitor back who comes after all', async () => {
    newDay();
    const { id, code } = await sign();
    await call();
    await expect(act(id, 'no-show')).rejects.toMatchObject({
      slug: 'too-few-calls',
      params: { calls: 1, needed: 3 },
    });
    await act(id, 'recall');
    expect((await act(id, 'recall')).calls).toBe(3);
    await act(id, 'no-show');
    expect((await service.event(visitNoShow, id)).data).toMatchObject({
      calls: 3,
      calledLate: false,
    });
    await act(id, 'return');
    expect(await service.ask(readTicket, { code })).toMatchObject({
      state: 'waiting',
      position: 1,
    });
    expect((await call()).calls).toBe(1);
  });

  it('keeps a visitor who walked out after the promised time in the figures', async () => {
    newDay();
    const early = await sign();
    const late = await sign();
    minutesLater(3);
    await service.ask(leaveQueue, { code: early.code });
    expect((await service.event(visitLeft, early.id)).data).toMatchObject({
      while: 'waiting',
      afterDue: false,
      waitSeconds: 180,
    });
    minutesLater(4);
    const left = await act(late.id, 'leave');
    expect(left.clocks[0]).toMatchObject({ clock: 'served-after-guestbook', outcome: 'breached' });
    expect((await service.event(visitLeft, late.id)).data.afterDue).toBe(true);
    await expect(service.ask(leaveQueue, { code: late.code })).rejects.toMatchObject({
      slug: 'visit-not-in-state',
    });
  });

  it('tells the room where somebody was called although they are at a computer by now', async () => {
    newDay();
    const { id, ticketNumber } = await sign({ service: 'digital-library' });
    await call('2');
    await serve(id);
    await act(id, 'to-workstation');
    expect((await service.ask(readQueue, {})).called).toMatchObject([
      { ticketNumber, place: 'counter', counter: '2' },
    ]);
  });

  it('takes an entry made by mistake out of the line and out of every figure', async () => {
    newDay();
    const { id } = await sign();
    const cancelled = await act(id, 'cancel', 'duplicate');
    expect(cancelled.clocks.map(({ outcome }) => outcome)).toEqual(['void', 'not-started', 'void']);
    expect((await service.ask(readQueue, {})).waitingCount).toBe(0);
  });

  it('warns of a promise before it is broken, and announces each once', async () => {
    newDay();
    const { id } = await sign();
    minutesLater(4.1);
    expect((await service.event(serviceLevelAtRisk, id)).data.clock).toBe('served-after-guestbook');
    minutesLater(1);
    await service.event(serviceLevelBreached, id);
    minutesLater(11);
    await eventually(async () => {
      const warned = (await service.events(serviceLevelAtRisk)).filter((e) => e.subject === id);
      expect(warned.map(({ data }) => data.clock)).toEqual(['served-after-guestbook', 'total']);
    });
  });

  it('gives the called visitor to one counter even while the sweep has the line', async () => {
    newDay();
    const tickets = [];
    for (let n = 0; n < 12; n += 1) {
      tickets.push(await sign());
    }
    // Everybody's promise runs out at the moment the officers press.
    minutesLater(5.1);
    const called = await Promise.all(tickets.map((_, n) => call(String(n))));
    expect(new Set(called.map(({ id }) => id)).size).toBe(12);
  });

  it('keeps the log of a visit, with corrections beside what was first written', async () => {
    newDay();
    const { id } = await sign();
    minutesLater(3);
    await call();
    minutesLater(6);
    const late = await serve(id);
    expect(late.clocks[0]?.outcome).toBe('breached');
    await act(id, 'complete');
    const before = await service.ask(readVisitLog, { visitId: id }, officer);
    expect(before.entries.map(({ type }) => type)).toEqual([
      'checked-in',
      'called',
      'identity-checked',
      'started',
      'completed',
    ]);
    const [, calledEntry, , started] = before.entries;
    const correct = (seq: number, at: string) =>
      service.ask(correctVisit, { visitId: id, seq, at, reason: 'pressed-late' }, officer);
    await expect(correct(4, before.entries[0]?.at ?? '')).rejects.toMatchObject({
      slug: 'correction-impossible',
    });
    await correct(3, calledEntry?.at ?? '');
    const corrected = await correct(4, calledEntry?.at ?? '');
    expect(corrected).toMatchObject({ timeQuality: 'corrected', servingAt: calledEntry?.at });
    expect(corrected.clocks[0]?.outcome).toBe('met');
    const { entries } = await service.ask(readVisitLog, { visitId: id }, officer);
    expect(entries.find(({ seq }) => seq === 4)).toMatchObject({
      at: started?.at,
      correctedAt: calledEntry?.at,
    });
    expect(entries.at(-1)).toMatchObject({ type: 'corrected', reason: 'pressed-late' });
    await eventually(async () => {
      const facts = (await service.events(visitCorrected)).filter(({ subject }) => subject === id);
      expect(facts.at(-1)?.data).toMatchObject({
        entry: 'started',
        servedClock: 'met',
        waitSeconds: 180,
        timeQuality: 'corrected',
      });
    });
  });

  it('opens a counter for the officer who calls there, ends the shift of who left it, and at night', async () => {
    newDay();
    await sign();
    await sign();
    // A counter of its own: others have a shift behind them.
    await call('Timur');
    const east = async () => {
      const { items } = await service.ask(listCounters, {}, officer);
      return items.find(({ name }) => name === 'Timur');
    };
    const counter = await east();
    expect(counter).toMatchObject({ state: 'open', mine: true, ticketNumber: 'A001' });
    const other = { actor: anActor('officer') };
    await service.ask(callNext, { counter: 'Timur' }, other);
    expect(await east()).toMatchObject({ state: 'open', mine: false });
    const id = counter?.id ?? '';
    await eventually(async () => {
      expect((await service.events(counterOpened)).map(({ data }) => data.officerId)).toEqual(
        expect.arrayContaining([officer.actor.id, other.actor.id]),
      );
      const closed = (await service.events(counterClosed)).filter((e) => e.subject === id);
      expect(closed.map(({ data }) => data.officerId)).toEqual([officer.actor.id]);
    });
    await service.ask(moveCounter, { counterId: id, action: 'pause' }, other);
    expect((await east())?.state).toBe('paused');
    newDay();
    await eventually(async () => {
      expect((await east())?.state).toBe('closed');
    });
  });

  it('counts a line of the paper book as a visit and its times as nothing measured', async () => {
    const day = newDay();
    minutesLater(120);
    const line = {
      ...aCheckIn(),
      arrivedAt: wib(`${day}T09:10`).toISOString(),
      completedAt: wib(`${day}T09:25`).toISOString(),
    };
    expect(await service.ask(enterPaperVisit, line, officer)).toMatchObject({
      state: 'completed',
      timeQuality: 'backfilled',
      channel: 'paper',
    });
    await expect(
      service.ask(
        enterPaperVisit,
        { ...line, completedAt: wib(`${day}T09:00`).toISOString() },
        officer,
      ),
    ).rejects.toMatchObject({ slug: 'arrival-impossible' });
    expect(await service.ask(enterPaperVisit, aCheckIn(), officer)).toMatchObject({
      state: 'waiting',
      channel: 'officer',
      timeQuality: 'measured',
    });
    const { items } = await service.ask(listVisits, { date: day }, officer);
    expect(items).toHaveLength(2);
  });
});
