import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import {
  answerSurvey,
  findInvitation,
  newId,
  ratingGiven,
  visitCompleted,
  deliverySent,
  type EventOf,
  type RequestOf,
} from '@pst/contracts';
import { Transaction, type Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { Answers, OnEvent } from './handlers.ts';

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

  it('keeps what it announced while the bus is down and delivers it when it is back', async () => {
    const token = newId();
    await service.nats.interrupt();
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
          { office: '1606', about: token, at: new Date() },
        ),
      ),
    );
    await expect(
      service.ask(findInvitation, { source: 'visit', sourceId: newId() }),
    ).rejects.toMatchObject({ slug: 'service-unavailable' });
    await service.nats.resume();
    const event = await service.event(ratingGiven, token);
    expect(event.data.rating).toBe(5);
  });
});
