import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import {
  newId,
  ratingGiven,
  visitCalled,
  visitCheckedIn,
  visitCompleted,
  type CloudEvent,
} from '@pst/contracts';
import {
  ANALYST,
  ANALYTICS_PROVISIONER,
  ANALYTICS_STREAM,
  Bus,
  natsPermissions,
  provisionAnalytics,
} from '@pst/messaging';
import { eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../../database/data-source.ts';
import { InsightsModule } from '../../insights.module.ts';

const NINE = new Date('2026-11-23T02:00:00Z');

function aCall(visitId = newId()) {
  return visitCalled.create(
    { visitId, ticketNumber: 'A001', counter: '1', call: 1, calledAt: NINE.toISOString() },
    { office: '1606', about: visitId, at: NINE },
  );
}

describe('publishing events for analysts', () => {
  let service: ServiceUnderTest;
  let analyst: Bus;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'insights',
      module: InsightsModule,
      database,
      config: {},
    });
    analyst = await logIn(ANALYST);
  });
  afterAll(async () => {
    await analyst.drain();
    await service.stop();
  });

  const logIn = (user: string) =>
    Bus.connect(
      { NATS_URL: service.nats.url, NATS_USER: user, NATS_PASSWORD: service.nats.password },
      user,
    );

  /** Everything in the stream, as an analyst reads it. */
  async function published(): Promise<{ subject: string; event: CloudEvent }[]> {
    const consumer = await jetstream(analyst.connection).consumers.get(ANALYTICS_STREAM, {
      deliver_policy: DeliverPolicy.All,
    });
    const { num_pending: there } = await consumer.info();
    const found: { subject: string; event: CloudEvent }[] = [];
    if (there > 0) {
      for await (const message of await consumer.fetch({ max_messages: there })) {
        found.push({ subject: message.subject, event: message.json() });
      }
    }
    await consumer.delete();
    return found;
  }
  /** Waits for this many events, and for no more of them. */
  async function thereAre(count: number): Promise<void> {
    const { streams } = await jetstreamManager(analyst.connection, { checkAPI: false });
    await eventually(
      async () => expect((await streams.info(ANALYTICS_STREAM)).state.messages).toBe(count),
      { timeoutMs: 30_000, everyMs: 200 },
    );
  }
  const idsPublished = async () => (await published()).map(({ event }) => event.id);

  it('brings what may be known, on a subject of its own, and nothing of anybody', async () => {
    const visitId = newId();
    const at = { office: '1606', about: visitId, at: NINE };
    const checkedIn = visitCheckedIn.create(
      {
        visitId,
        ticketNumber: 'A017',
        service: 'physical-library',
        purpose: 'library-visit',
        useOfData: 'research',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'female',
        ageBand: '17-25',
        disability: 'none',
        country: 'ID',
        regencyCode: '1606',
        checkedInAt: NINE.toISOString(),
        dueAt: NINE.toISOString(),
        totalDueAt: NINE.toISOString(),
        timeQuality: 'measured',
      },
      at,
    );
    const completed = visitCompleted.create(
      {
        visitId,
        service: 'physical-library',
        completedAt: NINE.toISOString(),
        totalSeconds: 600,
        serviceSeconds: 300,
        timeQuality: 'measured',
        officerId: newId(),
        respondent: 'the same all quarter',
      },
      at,
    );
    const rated = ratingGiven.create(
      {
        invitationId: newId(),
        source: 'visit',
        sourceId: visitId,
        rating: 1,
        commented: true,
        givenAt: NINE.toISOString(),
      },
      at,
    );
    for (const event of [checkedIn, rated, completed]) {
      await service.announce(event);
    }
    await eventually(async () => expect(await idsPublished()).toContain(completed.id));
    const found = await published();
    expect(found.map(({ subject }) => subject)).toEqual([
      'analytics.1606.visit.checked-in.v1',
      'analytics.1606.visit.completed.v1',
    ]);
    expect(found[0]?.event).toEqual({
      specversion: '1.0',
      id: checkedIn.id,
      source: 'urn:pst:1606:guestbook',
      type: 'pst.guestbook.visit.checked-in.v1',
      subject: visitId,
      time: NINE.toISOString(),
      datacontenttype: 'application/json',
      office: '1606',
      data: {
        visitId,
        service: 'physical-library',
        purpose: 'library-visit',
        useOfData: 'research',
        institutionCategory: 'education-research',
        checkedInAt: NINE.toISOString(),
        dueAt: NINE.toISOString(),
        totalDueAt: NINE.toISOString(),
        timeQuality: 'measured',
      },
    });
    expect(JSON.stringify(found)).not.toMatch(/A017|female|17-25|bachelor|officerId|all quarter/);
  });

  it('brings each event once, whatever several replicas do', async () => {
    await service.replica();
    const { length: before } = await published();
    const calls = Array.from({ length: 300 }, () => aCall());
    await Promise.all(calls.map((event) => service.announce(event)));
    await thereAre(before + calls.length);
    const ids = await idsPublished();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(calls.map(({ id }) => id)));
  });

  it('fills the stream anew in the old order when it was lost, and goes on', async () => {
    const before = await idsPublished();
    const provisioner = await logIn(ANALYTICS_PROVISIONER);
    await (await jetstreamManager(provisioner.connection)).streams.delete(ANALYTICS_STREAM);
    await provisioner.drain();
    await provisionAnalytics({
      servers: service.nats.url,
      user: ANALYTICS_PROVISIONER,
      pass: service.nats.password,
    });
    const later = aCall();
    await service.announce(later);
    await thereAre(before.length + 1);
    expect(await idsPublished()).toEqual([...before, later.id]);
  });

  it('catches up with what happened while the bus was away', async () => {
    await service.nats.interrupt();
    await service.nats.resume();
    const event = aCall();
    await eventually(() => service.announce(event));
    await eventually(async () => expect(await idsPublished()).toContain(event.id));
    const ids = await idsPublished();
    expect(ids).toHaveLength(new Set(ids).size);
  });

  it('writes as a user that may do nothing else', () => {
    const { publish, subscribe } = natsPermissions['analytics-writer'] ?? {};
    expect(publish).not.toContain('$JS.API.>');
    expect(subscribe).toEqual(['_INBOX_analytics-writer.>']);
  });
});
