import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  addWorkstation,
  callNext,
  checkIdentity,
  checkIn,
  confirmWorkstation,
  endWorkstationSession,
  leaveQueue,
  listVisits,
  listWorkstations,
  moveVisit,
  moveWorkstation,
  openWorkstationSession,
  placeDevice,
  readOwnWorkstation,
  readTicket,
  readWorkstation,
  readWorkstationSession,
  serviceLevelBreached,
  serviceLevelMet,
  visitCompleted,
  workstationOfferExpired,
  workstationReleased,
  workstationStarted,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import {
  aDevice,
  anActor,
  eventually,
  serviceUnderTest,
  type ServiceUnderTest,
} from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const officer = { actor: anActor('officer') };
type Ticket = ReplyOf<typeof checkIn>;
type Action = RequestOf<typeof moveWorkstation>['action'];

describe('the desk PCs of an office', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
  let service: ServiceUnderTest;
  const offices = Array.from({ length: 30 }, (_, n) => String(2000 + n));
  /** Each test has an office of its own, so that no other test's visitors wait in its line. */
  let office = '';
  const at = () => ({ ...officer, office });
  const freshOffice = () => {
    office = offices.shift() ?? '';
    clock.moveTo(wib('2026-11-23T09:00'));
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

  const addPc = (name: string) => service.ask(addWorkstation, { name }, at());
  const pool = () => service.ask(listWorkstations, {}, at());
  const move = (workstationId: string, action: Action, visitId?: string) =>
    service.ask(moveWorkstation, { workstationId, action, ...(visitId && { visitId }) }, at());
  const stateOf = async ({ code }: Ticket) =>
    (await service.ask(readTicket, { code }, { office })).state;
  const open = (code: string, workstationId?: string) =>
    service.ask(
      openWorkstationSession,
      { code, ...(workstationId && { workstationId }) },
      { office },
    );
  const session = async (token: string) =>
    (await service.ask(readWorkstationSession, { token }, { office })).session;

  /** Signs, is called, shows an ID and is sent to the line for a desk PC. */
  async function waitForPc(): Promise<Ticket> {
    const ticket = await service.ask(
      checkIn,
      {
        name: 'Pembaca',
        identityKind: 'ktp',
        institution: 'Universitas',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'male',
        birthYear: 2002,
        email: 'pembaca@contoh.example',
        purpose: 'library-visit',
        useOfData: 'research',
        service: 'digital-library',
        noticeVersion: '2026-01',
      },
      { office },
    );
    await service.ask(callNext, { counter: '1' }, at());
    await service.ask(checkIdentity, { visitId: ticket.id, kind: 'ktp' }, at());
    await service.ask(moveVisit, { visitId: ticket.id, action: 'to-workstation' }, at());
    return ticket;
  }

  /** A visitor who sits at the only desk PC. */
  async function seated() {
    const pc = await addPc('PC 1');
    const ticket = await waitForPc();
    await move(pc.id, 'start');
    return { pc, ticket };
  }

  it('offers a free PC to whoever waits longest, at once, and holds it for five minutes', async () => {
    freshOffice();
    const pc = await addPc('PC 1');
    const ticket = await waitForPc();
    expect(await service.ask(readTicket, { code: ticket.code }, { office })).toMatchObject({
      state: 'workstation-offered',
      workstation: 'PC 1',
      workstationDueAt: wib('2026-11-23T09:05').toISOString(),
    });
    expect(await service.ask(readWorkstation, { workstationId: pc.id }, { office })).toMatchObject({
      name: 'PC 1',
      state: 'offered',
      ticketNumber: ticket.ticketNumber,
      dueAt: wib('2026-11-23T09:05').toISOString(),
    });
  });

  it('takes back an offer that ran out, breaks the promise, and offers the PC to the next', async () => {
    freshOffice();
    const pc = await addPc('PC 1');
    const first = await waitForPc();
    const second = await waitForPc();
    minutesLater(6);
    await eventually(async () => {
      expect(await stateOf(second)).toBe('workstation-offered');
      expect(await stateOf(first)).toBe('waiting-for-workstation');
    });
    expect((await service.event(workstationOfferExpired, pc.id)).data.visitId).toBe(first.id);
    const broken = await service.event(serviceLevelBreached, first.id);
    expect(broken.data.clock).toBe('served-after-workstation');
    expect((await pool()).waiting.map(({ visitId }) => visitId)).toEqual([first.id]);
  });

  it('settles the PC’s promise and the total with the hand-over, and no reading time after it', async () => {
    freshOffice();
    const pc = await addPc('PC 1');
    const ticket = await waitForPc();
    minutesLater(3);
    expect(await move(pc.id, 'start')).toMatchObject({ state: 'in-use', visitId: ticket.id });
    expect((await service.event(workstationStarted, pc.id)).data.handOverSeconds).toBe(180);
    await eventually(async () => {
      const met = (await service.events(serviceLevelMet)).filter((e) => e.subject === ticket.id);
      expect(met.map(({ data }) => data.clock).toSorted()).toEqual([
        'served-after-guestbook',
        'served-after-workstation',
        'total',
      ]);
    });
    minutesLater(90);
    await move(pc.id, 'release');
    expect((await service.event(visitCompleted, ticket.id)).data.totalSeconds).toBe(180);
  });

  it('is cleaned after use, and held for the next only when the officer says it is ready', async () => {
    freshOffice();
    const { pc, ticket } = await seated();
    const next = await waitForPc();
    expect(await move(pc.id, 'release')).toMatchObject({ state: 'cleaning', visitId: null });
    expect(await stateOf(ticket)).toBe('completed');
    expect(await stateOf(next)).toBe('waiting-for-workstation');
    expect(await move(pc.id, 'ready')).toMatchObject({ state: 'offered', visitId: next.id });
  });

  it('puts the reader of a broken PC first in line for the next one', async () => {
    freshOffice();
    const { pc, ticket } = await seated();
    minutesLater(1);
    const later = await waitForPc();
    await move(pc.id, 'out-of-order');
    expect((await pool()).waiting.map(({ visitId }) => visitId)).toEqual([ticket.id, later.id]);
    const other = await addPc('PC 2');
    expect(
      await service.ask(readWorkstation, { workstationId: other.id }, { office }),
    ).toMatchObject({
      state: 'offered',
      ticketNumber: ticket.ticketNumber,
    });
  });

  it('serves three visitors with two PCs in the order of their arrival', async () => {
    freshOffice();
    const [one, two] = [await addPc('PC 1'), await addPc('PC 2')];
    const visitors = [await waitForPc(), await waitForPc(), await waitForPc()];
    expect(await Promise.all(visitors.map(stateOf))).toEqual([
      'workstation-offered',
      'workstation-offered',
      'waiting-for-workstation',
    ]);
    await move(one.id, 'start');
    await move(two.id, 'start');
    await move(two.id, 'release');
    const held = await move(two.id, 'ready');
    expect(held).toMatchObject({ state: 'offered', visitId: visitors[2]?.id });
  });

  it.each([
    ['the officer cancels the visit', 'cancel'],
    ['the visitor leaves, says the officer', 'leave'],
    ['the visitor gives up on the phone', 'departure'],
  ])('frees the PC that is held when %s', async (_, how) => {
    freshOffice();
    const pc = await addPc('PC 1');
    const ticket = await waitForPc();
    if (how === 'departure') {
      await service.ask(leaveQueue, { code: ticket.code }, { office });
    } else {
      const action = how === 'cancel' ? 'cancel' : 'leave';
      await service.ask(moveVisit, { visitId: ticket.id, action }, at());
    }
    expect((await pool()).items).toMatchObject([{ id: pc.id, state: 'free', visitId: null }]);
  });

  it('frees the PC that was held when the visitor is given another one', async () => {
    freshOffice();
    const one = await addPc('PC 1');
    const ticket = await waitForPc();
    const two = await addPc('PC 2');
    await move(two.id, 'start', ticket.id);
    expect((await pool()).items).toMatchObject([
      { id: one.id, state: 'free', visitId: null },
      { id: two.id, state: 'in-use', visitId: ticket.id },
    ]);
  });

  it('has the PC cleaned whose reader goes back into the line', async () => {
    freshOffice();
    const { pc, ticket } = await seated();
    await service.ask(moveVisit, { visitId: ticket.id, action: 'to-workstation' }, at());
    expect(await stateOf(ticket)).toBe('waiting-for-workstation');
    expect((await pool()).items).toMatchObject([{ id: pc.id, state: 'cleaning', visitId: null }]);
    expect(await move(pc.id, 'ready')).toMatchObject({ state: 'offered', visitId: ticket.id });
  });

  it('never offers one visitor two PCs, however many officers say ready at once', async () => {
    freshOffice();
    const pcs = await Promise.all(['PC 1', 'PC 2', 'PC 3', 'PC 4'].map(addPc));
    await Promise.all(pcs.map(({ id }) => move(id, 'out-of-order')));
    const waiting = [await waitForPc(), await waitForPc()];
    await Promise.all(pcs.map(({ id }) => move(id, 'ready')));
    const { items } = await pool();
    const held = items.flatMap(({ visitId }) => (visitId === null ? [] : [visitId]));
    expect(held.toSorted()).toEqual(waiting.map(({ id }) => id).toSorted());
    expect(items.filter(({ state }) => state === 'free')).toHaveLength(2);
  });

  describe('whose browser the visit is attached to', () => {
    it('opens with the ticket’s code after the hand-over, and not before', async () => {
      freshOffice();
      const pc = await addPc('PC 1');
      const ticket = await waitForPc();
      await expect(open(ticket.code, pc.id)).rejects.toMatchObject({
        slug: 'workstation-not-yours',
      });
      await move(pc.id, 'start');
      const opened = await open(ticket.code.toLowerCase(), pc.id);
      expect(opened.session).toMatchObject({ visitId: ticket.id, workstation: 'PC 1' });
      expect(await session(opened.token)).toEqual(opened.session);
      const [row] = await service.source.query(`select * from workstation where id = $1`, [pc.id]);
      expect(JSON.stringify(row)).not.toContain(opened.token);
    });

    it('refuses a wrong code, and the code of another visitor', async () => {
      freshOffice();
      const { pc } = await seated();
      const other = await waitForPc();
      await expect(open('SALAH0SALAH0SALA', pc.id)).rejects.toMatchObject({ slug: 'not-found' });
      await expect(open(other.code, pc.id)).rejects.toMatchObject({
        slug: 'workstation-not-yours',
      });
    });

    it('refuses a code at another PC than the one that was handed over', async () => {
      freshOffice();
      const { ticket } = await seated();
      const other = await addPc('PC 2');
      await expect(open(ticket.code, other.id)).rejects.toMatchObject({
        slug: 'workstation-not-yours',
      });
    });

    it('knows no forged token, and no token that a newer one has replaced', async () => {
      freshOffice();
      const { pc, ticket } = await seated();
      const first = await open(ticket.code, pc.id);
      const second = await open(ticket.code, pc.id);
      expect(await session(first.token)).toBeNull();
      expect(await session(second.token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')))).toBeNull();
      expect(await session(second.token)).not.toBeNull();
      expect(
        (await service.ask(readWorkstationSession, { token: second.token }, { office: '2999' }))
          .session,
      ).toBeNull();
    });

    it.each(['release', 'out-of-order'] as const)('ends with %s', async (action) => {
      freshOffice();
      const { pc, ticket } = await seated();
      const { token } = await open(ticket.code, pc.id);
      await move(pc.id, action);
      expect(await session(token)).toBeNull();
      await expect(open(ticket.code, pc.id)).rejects.toMatchObject({
        slug: 'workstation-not-yours',
      });
    });

    it('does not reach the next visitor of the same PC', async () => {
      freshOffice();
      const { pc, ticket } = await seated();
      const { token } = await open(ticket.code, pc.id);
      const next = await waitForPc();
      await move(pc.id, 'release');
      await move(pc.id, 'ready');
      await move(pc.id, 'start');
      expect(await stateOf(next)).toBe('at-workstation');
      expect(await session(token)).toBeNull();
    });

    it('ends when the visitor is done: the PC is to be cleaned and the visit completed', async () => {
      freshOffice();
      const { pc, ticket } = await seated();
      const { token } = await open(ticket.code, pc.id);
      const end = () => service.ask(endWorkstationSession, { token }, { office });
      expect(await end()).toEqual({ ended: true });
      expect(await stateOf(ticket)).toBe('completed');
      expect((await pool()).items).toMatchObject([{ state: 'cleaning', visitId: null }]);
      expect((await service.event(workstationReleased, pc.id)).data.visitId).toBe(ticket.id);
      expect(await end()).toEqual({ ended: false });
    });
  });

  describe('with a credential of its own', () => {
    /** A device of the office, placed on a PC. */
    async function ownOf(workstationId: string) {
      const actor = aDevice('workstation');
      const admin = { actor: anActor('admin'), office };
      await service.ask(placeDevice, { workstationId, deviceId: actor.id }, admin);
      return {
        actor,
        screen: () => service.ask(readOwnWorkstation, {}, { actor, office }),
        confirm: (ticketNumber: string) =>
          service.ask(confirmWorkstation, { ticketNumber }, { actor, office }),
      };
    }

    it('shows by itself whom it is held for, and is handed over by their word', async () => {
      freshOffice();
      const pc = await addPc('PC 1');
      const own = await ownOf(pc.id);
      expect(await own.screen()).toMatchObject({ id: pc.id, name: 'PC 1', state: 'free' });
      const ticket = await waitForPc();
      expect(await own.screen()).toMatchObject({
        state: 'offered',
        ticketNumber: ticket.ticketNumber,
      });
      minutesLater(2);
      const opened = await own.confirm(ticket.ticketNumber);
      expect(await session(opened.token)).toMatchObject({ visitId: ticket.id });
      expect(await stateOf(ticket)).toBe('at-workstation');
      expect((await service.event(workstationStarted, pc.id)).data).toMatchObject({
        visitId: ticket.id,
        handOverSeconds: 120,
      });
    });

    it('opens what the officer has handed over', async () => {
      freshOffice();
      const { pc, ticket } = await seated();
      const own = await ownOf(pc.id);
      expect((await own.confirm(ticket.ticketNumber)).session.visitId).toBe(ticket.id);
    });

    it('opens for nobody but the one it is held for', async () => {
      freshOffice();
      const pc = await addPc('PC 1');
      const own = await ownOf(pc.id);
      await expect(own.confirm('A001')).rejects.toMatchObject({ slug: 'workstation-not-yours' });
      const first = await waitForPc();
      const next = await waitForPc();
      await expect(own.confirm(next.ticketNumber)).rejects.toMatchObject({
        slug: 'workstation-not-yours',
      });
      expect(await stateOf(first)).toBe('workstation-offered');
    });

    it('stands on one PC only, and on none before it was placed', async () => {
      freshOffice();
      const one = await addPc('PC 1');
      const two = await addPc('PC 2');
      const own = await ownOf(one.id);
      const admin = { actor: anActor('admin'), office };
      const { id: deviceId } = own.actor;
      await service.ask(placeDevice, { workstationId: two.id, deviceId }, admin);
      expect(await own.screen()).toMatchObject({ id: two.id });
      const stranger = { actor: aDevice('workstation'), office };
      await expect(service.ask(readOwnWorkstation, {}, stranger)).rejects.toMatchObject({
        slug: 'not-found',
      });
    });
  });

  it('shows the visitor’s place to the desk until the end', async () => {
    freshOffice();
    const { pc, ticket } = await seated();
    const { items } = await service.ask(listVisits, { date: '2026-11-23' }, at());
    expect(items.find(({ id }) => id === ticket.id)).toMatchObject({ workstationId: pc.id });
  });
});
