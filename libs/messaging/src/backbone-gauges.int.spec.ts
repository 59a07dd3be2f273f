import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { Controller, Module } from '@nestjs/common';
import {
  deliverySent,
  newId,
  ratingGiven,
  softcopyRead,
  visitCompleted,
  type EventOf,
} from '@pst/contracts';
import { Transaction, type Tx } from '@pst/persistence';
import { eventually, serviceUnderTest, startMetrics, type ServiceUnderTest } from '@pst/testing';
import { OnEvent } from './handlers.ts';

/** Whether the probe may go on; until then it holds what it was given. */
let gate: Promise<void> = Promise.resolve();

@Controller()
class Probe {
  @OnEvent(visitCompleted)
  async completed(_event: EventOf<typeof visitCompleted>, tx: Tx) {
    await gate;
    await tx.db.query('select 1');
  }

  @OnEvent(softcopyRead)
  read(): void {}

  @OnEvent(deliverySent)
  sent(): void {}
}

@Module({ controllers: [Probe] })
class ProbeModule {}

function completed() {
  const visitId = newId();
  return visitCompleted.create(
    {
      visitId,
      service: 'physical-library',
      completedAt: '2026-11-23T03:00:00.000Z',
      totalSeconds: 600,
      serviceSeconds: 400,
      timeQuality: 'measured',
      officerId: null,
    },
    { office: '1606', about: visitId, at: new Date('2026-11-23T03:00:00Z') },
  );
}

describe('the backbone, measured', () => {
  const metrics = startMetrics();
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'feedback',
      module: ProbeModule,
      database: { entities: [], migrations: [] },
      config: {},
    });
  });
  afterAll(() => service.stop());

  const outcomes = async () => {
    const all = await metrics.collect('pst.events.handled');
    return Object.fromEntries(
      all.map(({ labels, value }) => [
        `${labels['event'] ?? ''} ${labels['outcome'] ?? ''}`,
        value,
      ]),
    );
  };

  it('says how many facts wait in the outbox and how long, while the bus is down', async () => {
    const none = [
      { labels: { stream: 'PST' }, value: 0 },
      { labels: { stream: 'MESSAGES' }, value: 0 },
    ];
    expect(await metrics.collect('pst.outbox.waiting')).toEqual(none);
    expect(await metrics.collect('pst.outbox.age')).toEqual(none);
    await service.nats.interrupt();
    const about = newId();
    await service.running.app.get(Transaction).run((tx) =>
      tx.publish(
        ratingGiven.create(
          {
            invitationId: newId(),
            source: 'visit',
            sourceId: newId(),
            rating: 5,
            commented: false,
            givenAt: new Date().toISOString(),
          },
          { office: '1606', about, at: new Date() },
        ),
      ),
    );
    await service.source.query(`update outbox set created_at = now() - interval '90 seconds'`);
    expect(await metrics.collect('pst.outbox.waiting')).toMatchObject([{ value: 1 }, { value: 0 }]);
    const [age] = await metrics.collect('pst.outbox.age');
    expect(age?.value).toBeGreaterThanOrEqual(90);
    await service.nats.resume();
    await service.event(ratingGiven, about);
    await eventually(async () => {
      expect(await metrics.collect('pst.outbox.waiting')).toEqual(none);
    });
  });

  it('says what of the stream the service has not been given, and what it has in hand', async () => {
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    for (const event of Array.from({ length: 200 }, completed)) {
      await service.announce(event);
    }
    // JetStream hands out no more at once; the rest lags.
    await eventually(async () => {
      const inHand = await metrics.collect('pst.consumer.unacknowledged');
      expect(inHand).toEqual([{ labels: { stream: 'PST' }, value: 128 }]);
    });
    const lag = await metrics.collect('pst.consumer.lag');
    expect(lag).toEqual([{ labels: { stream: 'PST' }, value: 72 }]);
    open();
    await eventually(async () => {
      expect(await metrics.collect('pst.consumer.lag')).toMatchObject([{ value: 0 }]);
      expect(await metrics.collect('pst.consumer.unacknowledged')).toMatchObject([{ value: 0 }]);
    });
  });

  it('tells what was handled from what was known already, by the fact and not by the office', async () => {
    const before = (await outcomes())['pst.guestbook.visit.completed handled'];
    expect(before).toBe(200);
    const event = completed();
    await service.announce(event);
    await jetstream(service.probe).publish(
      'pst.1606.guestbook.visit.completed',
      JSON.stringify(event),
      { msgID: newId() },
    );
    await eventually(async () => {
      expect(await outcomes()).toEqual({
        'pst.guestbook.visit.completed handled': 201,
        'pst.guestbook.visit.completed known': 1,
      });
    });
  });

  it('counts the dead letters of the service, none as zero', async () => {
    expect(await metrics.collect('pst.dead_letters')).toEqual([{ labels: {}, value: 0 }]);
    await service.announce({ ...completed(), data: { visitId: 'no uuid' } });
    await eventually(async () => {
      expect(await metrics.collect('pst.dead_letters')).toMatchObject([{ value: 1 }]);
    });
    expect(await outcomes()).toMatchObject({ 'pst.guestbook.visit.completed dead-letter': 1 });
  });

  it('ends with the service, so that a process that stops asks nothing of closed connections', async () => {
    const replica = await service.replica();
    await replica.stop();
    expect(await metrics.collect('pst.dead_letters')).toHaveLength(1);
  });
});
