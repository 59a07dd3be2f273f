import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  calendarChanged,
  complaintClosed,
  complaintOverdue,
  complaintReceived,
  complaintReopened,
  deliverySent,
  newId,
  ratingGiven,
  readEvents,
  readReport,
  readToday,
  requestSubmitted,
  searchPerformed,
  serviceLevelBreached,
  serviceLevelMet,
  softcopyRead,
  visitCheckedIn,
  visitCompleted,
  visitLeft,
  visitServing,
  type CloudEvent,
} from '@pst/contracts';
import { Transaction } from '@pst/persistence';
import { WorkingTime } from '@pst/service-standard';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { InsightsModule } from '../insights.module.ts';
import { rebuildFacts } from './rebuild-facts.ts';

const NINE = new Date('2026-11-23T02:00:00Z');
const at = (minutes: number) => new Date(NINE.getTime() + minutes * 60_000);
const head = { actor: anActor('head') };
const analyst = { actor: anActor('analyst') };

/** The facts of one visit that was served after `wait` minutes, in order. */
function aVisit(wait: number, { timeQuality = 'measured' as 'measured' | 'backfilled' } = {}) {
  const visitId = newId();
  const about = (minutes: number) => ({ office: '1606', about: visitId, at: at(minutes) });
  const clock = {
    visitId,
    clock: 'served-after-guestbook' as const,
    dueAt: at(5).toISOString(),
    at: at(wait).toISOString(),
    targetMinutes: 5,
  };
  const service = 'physical-library' as const;
  return [
    visitCheckedIn.create(
      {
        visitId,
        ticketNumber: 'A001',
        service,
        purpose: 'library-visit',
        useOfData: 'research',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'female',
        ageBand: '17-25',
        disability: 'none',
        country: 'ID',
        regencyCode: null,
        checkedInAt: NINE.toISOString(),
        dueAt: at(5).toISOString(),
        totalDueAt: at(20).toISOString(),
        timeQuality,
      },
      about(0),
    ),
    visitServing.create(
      { visitId, service, servingAt: at(wait).toISOString(), waitSeconds: wait * 60, timeQuality },
      about(wait),
    ),
    (wait <= 5 ? serviceLevelMet : serviceLevelBreached).create(clock, about(wait)),
    visitCompleted.create(
      {
        visitId,
        service,
        completedAt: at(wait + 5).toISOString(),
        totalSeconds: (wait + 5) * 60,
        serviceSeconds: 300,
        timeQuality,
        officerId: null,
      },
      about(wait + 5),
    ),
  ].map((event, index) => ({ ...event, sequence: index + 1 }));
}

describe('insights', () => {
  const clock = Clock.standing(at(120));
  let service: ServiceUnderTest;
  let announced = 0;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'insights',
      module: InsightsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  async function announce(...events: CloudEvent[]): Promise<void> {
    for (const event of events) {
      await service.announce(event);
    }
    announced += new Set(events.map(({ id }) => id)).size;
    await eventually(async () => {
      const [{ count }] = await service.source.query(
        `select count(*)::int as count from received_event`,
      );
      expect(count).toBe(announced);
    });
  }

  it('counts nothing as nothing, and never divides by it', async () => {
    expect(await service.ask(readToday, {}, head)).toMatchObject({
      businessDate: '2026-11-23',
      visits: { checkedIn: 0 },
      waits: { n: 0, p50: null, p90: null },
      onTime: { share: null, numerator: 0, denominator: 0 },
      ratings: { count: 0, mean: null },
      asOf: null,
    });
  });

  it('counts visits, waits and promises from events in any order', async () => {
    await announce(...aVisit(2), ...aVisit(4).toReversed(), ...aVisit(9));
    const today = await service.ask(readToday, {}, head);
    expect(today).toMatchObject({
      visits: { checkedIn: 3, completed: 3, waiting: 0, serving: 0 },
      waits: { n: 3, p50: 240, p90: 480 },
      onTime: { numerator: 2, denominator: 3, share: 0.6667 },
      coverage: { numerator: 3, denominator: 3 },
    });
  });

  it('counts a visit from the paper book as a visit and not as a waiting time', async () => {
    await announce(...aVisit(30, { timeQuality: 'backfilled' }));
    expect(await service.ask(readToday, {}, head)).toMatchObject({
      visits: { checkedIn: 4 },
      waits: { n: 3 },
      onTime: { denominator: 3 },
      coverage: { numerator: 3, denominator: 4, share: 0.75 },
    });
  });

  it('counts an event once, however often it comes', async () => {
    const [checkedIn] = aVisit(1);
    if (checkedIn === undefined) {
      throw new Error('A visit begins with a check-in');
    }
    const { visitId } = checkedIn.data as { visitId: string };
    await announce(checkedIn, checkedIn);
    const left = visitLeft.create(
      {
        visitId,
        service: 'physical-library',
        leftAt: at(3).toISOString(),
        while: 'waiting',
        waitSeconds: 180,
        afterDue: false,
      },
      { office: '1606', about: visitId, at: at(3) },
    );
    await announce({ ...left, sequence: 2 });
    expect(await service.ask(readToday, {}, head)).toMatchObject({
      visits: { checkedIn: 5, left: 1, waiting: 0 },
    });
  });

  it('counts searches, readings, deliveries, ratings and complaints', async () => {
    const about = (id: string) => ({ office: '1606', about: id, at: at(60) });
    const when = at(60).toISOString();
    const visitId = newId();
    const read = { publicationId: newId(), softcopyId: newId() };
    const [requestId, complaintId, reopenedId] = [newId(), newId(), newId()];
    const received = (id: string) =>
      complaintReceived.create(
        {
          complaintId: id,
          channel: 'web',
          kind: 'complaint',
          anonymous: false,
          secret: false,
          receivedAt: when,
        },
        about(id),
      );
    const closed = (id: string) =>
      complaintClosed.create({ complaintId: id, closedAt: when, by: 'office' }, about(id));
    await announce(
      searchPerformed.create(
        { searches: 7, withoutResult: 2, from: when, to: when },
        about(newId()),
      ),
      softcopyRead.create({ ...read, accountId: newId(), visitId, readAt: when }, about(newId())),
      // Opened a second time at the same desk PC: a reading more, and no title more.
      softcopyRead.create({ ...read, accountId: null, visitId, readAt: when }, about(newId())),
      requestSubmitted.create(
        {
          requestId,
          accountId: newId(),
          publicationIds: [newId()],
          described: false,
          purpose: 'research',
          channel: 'email',
          visitId,
          submittedAt: when,
          dueAt: when,
        },
        about(requestId),
      ),
      deliverySent.create(
        {
          deliveryId: newId(),
          requestId,
          accountId: newId(),
          publicationIds: [newId()],
          as: 'attachment',
          sentAt: when,
          workingSeconds: 90,
          onTime: true,
        },
        about(requestId),
      ),
      ...[5, 4].map((rating) =>
        ratingGiven.create(
          {
            invitationId: newId(),
            source: 'visit',
            sourceId: newId(),
            rating,
            commented: false,
            givenAt: when,
          },
          about(newId()),
        ),
      ),
      received(complaintId),
      complaintOverdue.create(
        { complaintId, deadline: 'classify', dueAt: when, noticedAt: when },
        about(complaintId),
      ),
      // The reopening arrives before the closing it follows.
      received(reopenedId),
      complaintReopened.create(
        { complaintId: reopenedId, reopenedAt: at(61).toISOString() },
        about(reopenedId),
      ),
      closed(reopenedId),
    );
    expect(await service.ask(readToday, {}, head)).toMatchObject({
      searches: { count: 7, withoutResult: 2 },
      readings: { online: 2, inRoom: 0 },
      deliveries: { requested: 1, sent: 1, failed: 0 },
      ratings: { count: 2, mean: 4.5 },
      complaints: { received: 2, closed: 0, overdue: 1, open: 2 },
    });
  });

  it('has the same numbers after they were made anew from the events', async () => {
    const before = await service.ask(readToday, {}, head);
    await service.source.query(`update visit_fact set wait_seconds = 1`);
    expect(await service.ask(readToday, {}, head)).not.toEqual(before);
    const { app } = service.running;
    expect(await rebuildFacts(app.get(Transaction), app.get(WorkingTime))).toBe(announced);
    expect(await service.ask(readToday, {}, head)).toEqual(before);
  });

  it.each([
    ['service-levels', { period: '2026-11', measured: 4, servedOnTime: 2, waitP50: 240 }],
    ['visits', { checkedIn: 5, completed: 4, left: 1 }],
    [
      'catalogue-use',
      {
        searches: 7,
        onlineReadings: 2,
        readingVisits: 1,
        titlesInVisits: 1,
        softcopiesInVisits: 1,
      },
    ],
    ['deliveries', { requested: 1, requestedInVisits: 1, sent: 1, onTimeShare: 1 }],
    ['complaints', { received: 2, overdue: 1 }],
    ['satisfaction', { ratings: 2, mean: 4.5 }],
  ] as const)('reports %s by month, with units', async (report, row) => {
    const found = await service.ask(readReport, { report, group: 'month' }, head);
    expect(found.rows).toMatchObject([row]);
    expect(found.columns.map(({ name }) => name)).toEqual(Object.keys(found.rows[0] ?? {}));
  });

  it('gives analysts every event in order, from where they stopped', async () => {
    const first = await service.ask(readEvents, { limit: 10 }, analyst);
    const rest = await service.ask(
      readEvents,
      { after: first.items.at(-1)?.position ?? 0, limit: 1_000 },
      analyst,
    );
    const positions = [...first.items, ...rest.items].map(({ position }) => position);
    expect(positions).toHaveLength(announced);
    expect(positions).toEqual(positions.toSorted((left, right) => left - right));
    const ratings = await service.ask(readEvents, { types: ratingGiven.type }, analyst);
    expect(ratings.items).toHaveLength(2);
    await expect(service.ask(readEvents, {}, head)).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('knows nothing of another office', async () => {
    const other = await service.ask(readToday, {}, { ...head, office: '1605' });
    expect(other.visits.checkedIn).toBe(0);
  });

  it('keep the office’s calendar like every service that reckons days', async () => {
    await service.announce(
      calendarChanged.create(
        {
          version: 4,
          days: [{ date: '2026-12-31', kind: 'office-closure', source: 'Surat Kepala 12/2026' }],
          completeYears: [2026],
          changedAt: NINE.toISOString(),
        },
        { office: '1606', about: '1606', at: NINE },
      ),
    );
    await eventually(async () => {
      const [kept] = await service.source.query(`select version from office_calendar`);
      expect(kept).toEqual({ version: 4 });
    });
    expect(service.running.app.get(WorkingTime).calendarVersion).toBe(4);
  });
});
