import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/nats-core';
import { Controller, Module } from '@nestjs/common';
import {
  answerSurvey,
  findInvitation,
  newId,
  ratingGiven,
  softcopyRead,
  readToday,
  visitCompleted,
  deliverySent,
  type EventOf,
  type RequestOf,
} from '@pst/contracts';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { createLogger } from '@pst/telemetry';
import { eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { deadLettersOf, redrive } from './dead-letters.ts';
import { Answers, OnEvent } from './handlers.ts';
import { Housekeeping } from './housekeeping.ts';
import { announceAgain, auditOutbox } from './outbox-audit.ts';

const seen: string[] = [];

/** A service as small as one can be: it answers, announces and listens like the real ones. */
@Controller()
class Probe {
  constructor(private readonly transaction: Transaction) {}

  @Answers(answerSurvey)
  rate(command: RequestOf<typeof answerSurvey>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const id = newId();
      await tx.publish(
        ratingGiven.create(
          {
            invitationId: id,
            source: 'visit',
            sourceId: id,
            rating: command.rating,
            commented: false,
            givenAt: new Date().toISOString(),
          },
          { office: caller.office, about: command.token, at: new Date() },
        ),
      );
      if (command.comment === 'fail') {
        throw new Error('as the test asked');
      }
      return { thanks: true as const };
    });
  }

  @Answers(findInvitation)
  find(_query: RequestOf<typeof findInvitation>, caller: Caller) {
    return { token: caller.office, answered: caller.actor.kind === 'account' };
  }

  @OnEvent(visitCompleted)
  async completed(event: EventOf<typeof visitCompleted>, tx: Tx) {
    await tx.db.query('select 1');
    seen.push(event.id);
  }

  @OnEvent(softcopyRead)
  read(): void {}

  @OnEvent(deliverySent)
  sent(): void {
    throw new Error('this handler never succeeds');
  }
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

describe('the backbone', () => {
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

  it('answers a request with the office and the actor of the caller', async () => {
    const question = { source: 'visit', sourceId: newId() } as const;
    expect(await service.ask(findInvitation, question)).toEqual({ token: '1606', answered: false });
  });

  it('names every invalid field', async () => {
    await expect(
      service.ask(findInvitation, { source: 'visit', sourceId: 'x' }),
    ).rejects.toMatchObject({ slug: 'invalid-request', errors: [{ path: 'sourceId' }] });
  });

  it('announces what was committed, in the form of the contract', async () => {
    const token = newId();
    await service.ask(answerSurvey, { token, rating: 4 });
    const event = await service.event(ratingGiven, token);
    expect(event).toMatchObject({ office: '1606', sequence: 1, data: { rating: 4 } });
  });

  it('announces nothing when the work fails', async () => {
    const token = newId();
    await expect(
      service.ask(answerSurvey, { token, rating: 4, comment: 'fail' }),
    ).rejects.toMatchObject({ slug: 'unexpected' });
    await service.ask(answerSurvey, { token: `${token}-after`, rating: 5 });
    await service.event(ratingGiven, `${token}-after`);
    expect((await service.events(ratingGiven)).map(({ subject }) => subject)).not.toContain(token);
  });

  it('finds in the stream what the outbox says was announced, names what differs, and announces again what was lost', async () => {
    const token = newId();
    await service.ask(answerSurvey, { token, rating: 4 });
    await service.event(ratingGiven, token);
    const audit = () => auditOutbox(service.probe, 'feedback', service.source);
    const sound = await eventually(async () => {
      const found = await audit();
      expect(found).toMatchObject({ waiting: 0, lost: [], unknown: [] });
      return found;
    });
    expect(sound.announced).toBeGreaterThan(0);

    const renamed = `update outbox set id = $2 where id = $1`;
    const [{ id: forgotten }] = await service.source.query(`select id from outbox limit 1`);
    const neverStored = newId();
    await service.source.query(renamed, [forgotten, neverStored]);
    expect(await audit()).toMatchObject({ lost: [neverStored], unknown: [forgotten] });
    await announceAgain(service.source, [neverStored]);
    await eventually(async () => {
      expect(await audit()).toMatchObject({ waiting: 0, lost: [], unknown: [forgotten] });
    });
  });

  it('gives twenty repetitions of one Idempotency-Key the first answer and does the work once', async () => {
    const token = newId();
    const as = { idempotencyKey: newId() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.ask(answerSurvey, { token, rating: 3 }, as)),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, () => ({ thanks: true })));
    await service.event(ratingGiven, token);
    const about = (await service.events(ratingGiven)).filter(({ subject }) => subject === token);
    expect(about).toHaveLength(1);
  });

  it('refuses another body under a used Idempotency-Key', async () => {
    const as = { idempotencyKey: newId() };
    await service.ask(answerSurvey, { token: newId(), rating: 3 }, as);
    await expect(
      service.ask(answerSurvey, { token: newId(), rating: 4 }, as),
    ).rejects.toMatchObject({ slug: 'idempotency-key-reused', status: 422 });
  });

  it('answers 503 while its database is away, and does the work when it is asked again', async () => {
    const token = newId();
    const as = { idempotencyKey: newId() };
    const rate = () => service.ask(answerSurvey, { token, rating: 5 }, as);
    await service.postgres.interrupt();
    await expect(rate()).rejects.toMatchObject({
      slug: 'service-unavailable',
      status: 503,
      params: { service: 'feedback' },
    });
    await service.postgres.resume();
    expect(await rate()).toEqual({ thanks: true });
  });

  it('handles an event once however often it arrives', async () => {
    const event = completed();
    await service.announce(event);
    await service.announce({ ...event, time: '2026-11-23T03:00:01.000Z' });
    const last = completed();
    await service.announce(last);
    await eventually(async () => {
      expect(seen).toContain(last.id);
    });
    expect(seen.filter((id) => id === event.id)).toHaveLength(1);
  });

  it('answers 503 soon when the one who took the question has died with it', async () => {
    const grave = service.probe.subscribe('rpc.insights.>', { callback: () => undefined });
    await service.probe.flush();
    const asked = performance.now();
    const answer = service.ask(readToday, {}).catch((error: unknown) => error);
    await eventually(() => expect(grave.getReceived()).toBe(1));
    grave.unsubscribe();
    expect(await answer).toMatchObject({ slug: 'service-unavailable' });
    expect(performance.now() - asked).toBeLessThan(readToday.timeoutMs / 2);
  });

  it('sets aside what can never be handled, with where it came from', async () => {
    const event = completed();
    await service.announce({ ...event, data: { visitId: 'no uuid' } });
    await eventually(async () => {
      const letters = await deadLettersOf(service.probe, 'feedback');
      expect(letters).toMatchObject([
        { subject: 'pst.1606.guestbook.visit.completed', reason: 'undecodable' },
      ]);
      expect(JSON.parse(Buffer.from(letters[0]?.data ?? []).toString()).id).toBe(event.id);
    });
    // Delivered again unrepaired it comes back, and is not lost on the way.
    expect(await redrive(service.probe, 'feedback')).toBe(1);
    await eventually(async () => {
      expect(await deadLettersOf(service.probe, 'feedback')).toHaveLength(1);
    });
  });

  it('handles a dead letter that is delivered again after the repair', async () => {
    const event = completed();
    const headers = natsHeaders();
    headers.set('Pst-Subject', 'pst.1606.guestbook.visit.completed');
    headers.set('Pst-Reason', 'exhausted');
    await jetstream(service.probe).publish('dead.feedback', JSON.stringify(event), { headers });
    await redrive(service.probe, 'feedback');
    await eventually(() => expect(seen).toContain(event.id));
  });

  it('handles the good ones of a batch although one of them never succeeds', async () => {
    const before = seen.length;
    const good = Array.from({ length: 40 }, completed);
    const bad = { ...completed(), id: newId(), data: { visitId: 'no uuid' } };
    await Promise.all([...good, bad, ...good].map((event) => service.announce(event)));
    await eventually(() => expect(seen.slice(before)).toHaveLength(good.length));
    expect(new Set(seen.slice(before))).toEqual(new Set(good.map(({ id }) => id)));
  });

  it('waits for a database that is away without using up the tries of a message', async () => {
    const delivered = async () => {
      const manager = await jetstreamManager(service.probe);
      return (await manager.consumers.info('PST', 'feedback')).delivered.consumer_seq;
    };
    const before = await delivered();
    const looks = jest.spyOn(service.running.app.get(Transaction), 'isPossible');
    await service.postgres.interrupt();
    const event = completed();
    await service.announce(event);
    await eventually(() => expect(looks.mock.calls.length).toBeGreaterThan(2));
    expect(seen).not.toContain(event.id);
    await service.postgres.resume();
    await eventually(() => expect(seen).toContain(event.id));
    // Twice when the last look came a moment after the database did.
    expect((await delivered()) - before).toBeLessThanOrEqual(2);
  });

  it('finds by the server’s advisory what a service could not even set aside', async () => {
    const event = completed();
    await service.announce(event);
    await eventually(() => expect(seen).toContain(event.id));
    const manager = await jetstreamManager(service.probe);
    const { state } = await manager.streams.info('PST');
    // As if the service had died eight times over this event.
    await service.source.query(`delete from inbox where event_id = $1`, [event.id]);
    await jetstream(service.probe).publish(
      '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.PST.feedback',
      JSON.stringify({ stream: 'PST', consumer: 'feedback', stream_seq: state.last_seq }),
    );
    await redrive(service.probe, 'feedback');
    await eventually(() => expect(seen.filter((id) => id === event.id)).toHaveLength(2));
  });

  it('clears away what nobody needs any more, and nothing else', async () => {
    const count = async () => {
      const [row] = await service.source.query(
        `select (select count(*) from inbox)::int as inbox, (select count(*) from outbox)::int as outbox,
                (select count(*) from idempotent_request)::int as requests`,
      );
      return row;
    };
    const token = newId();
    await service.ask(answerSurvey, { token, rating: 3 }, { idempotencyKey: newId() });
    await service.event(ratingGiven, token);
    const before = await count();
    const housekeeping = new Housekeeping(service.source, createLogger('test', 'silent'));
    expect(await housekeeping.sweep()).toBe(0);
    await service.source.query(
      `update idempotent_request set created_at = now() - interval '4 days'`,
    );
    await service.source.query(`update inbox set seen_at = now() - interval '31 days'`);
    await service.source.query(
      `update outbox set published_at = now() - interval '31 days' where published_at is not null`,
    );
    await housekeeping.sweep();
    expect(before.requests).toBeGreaterThan(0);
    expect(await count()).toEqual({ inbox: 0, outbox: 0, requests: 0 });
  });

  /** A fact that the outbox believes to stand at this place of the stream, where it does not. */
  async function believedAt(sequence: number, created: string): Promise<string> {
    const about = newId();
    const event = rated(about);
    await service.source.query(
      `insert into outbox (id, key, version, stream, subject, payload, published_at, stream_seq, stream_epoch)
       values ($1, $2, 1, 'PST', 'pst.1606.feedback.rating.given', $3, now(), $4, $5)`,
      [event.id, about, JSON.stringify(event), sequence, created],
    );
    return about;
  }

  function rated(about: string) {
    return ratingGiven.create(
      {
        invitationId: newId(),
        source: 'visit',
        sourceId: newId(),
        rating: 5,
        commented: false,
        givenAt: new Date().toISOString(),
      },
      { office: '1606', about, at: new Date() },
    );
  }

  it('refills a stream that lost its tail, though others have filled the places since', async () => {
    const manager = await jetstreamManager(service.probe);
    const { state, created } = await manager.streams.info('PST');
    const lost = await believedAt(state.last_seq + 2, created);
    for (let n = 0; n < 5; n += 1) {
      await service.announce(completed());
    }
    await service.nats.interrupt();
    await service.nats.resume();
    expect(await service.event(ratingGiven, lost)).toMatchObject({ subject: lost });
  });

  it('lets nothing leave for a stream made anew before what that has lost', async () => {
    const told = rated(newId());
    const next = rated(told.subject);
    const transaction = service.running.app.get(Transaction);
    await transaction.run((tx) => tx.publish(told));
    await service.event(ratingGiven, told.subject);
    const manager = await jetstreamManager(service.probe);
    await manager.streams.delete('PST');
    // The first look after an outage finds no stream at all.
    const looks: string[] = [];
    service.probe.subscribe('$JS.API.STREAM.INFO.PST', {
      callback: (_error, { subject }) => void looks.push(subject),
    });
    await service.nats.interrupt();
    looks.length = 0;
    await service.nats.resume();
    await transaction.run((tx) => tx.publish(next));
    await eventually(() => expect(looks).not.toEqual([]));
    await service.provision();
    await service.event(ratingGiven, told.subject);
    await eventually(async () => {
      const about = (await service.events(ratingGiven)).filter(
        ({ subject }) => subject === told.subject,
      );
      expect(about.map(({ id }) => id)).toEqual([told.id, next.id]);
    });
  });

  it('keeps what it announced while the bus is down and delivers it when it is back', async () => {
    const token = newId();
    await service.nats.interrupt();
    await service.running.app.get(Transaction).run((tx) => tx.publish(rated(token)));
    await expect(
      service.ask(findInvitation, { source: 'visit', sourceId: newId() }),
    ).rejects.toMatchObject({ slug: 'service-unavailable' });
    await service.nats.resume();
    const event = await service.event(ratingGiven, token);
    expect(event.data.rating).toBe(5);
  });
});
