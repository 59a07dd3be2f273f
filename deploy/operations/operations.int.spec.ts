import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { newId, ratingGiven } from '@pst/contracts';
import { Transaction } from '@pst/persistence';
import { eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';

import { database } from '../../services/feedback/src/database/data-source.ts';
import { FeedbackModule } from '../../services/feedback/src/feedback.module.ts';
import { showHealth } from './health.ts';
import { showOutboxes } from './outbox.ts';

describe('what an operator asks', () => {
  let service: ServiceUnderTest;
  let databases: ReadonlyMap<string, string>;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'feedback',
      module: FeedbackModule,
      database,
      config: {},
    });
    databases = new Map([['feedback', service.config.DATABASE_URL]]);
  });
  afterAll(() => service.stop());

  /** What the command prints, and whether it says that all is well. */
  async function health(of = databases): Promise<{ well: boolean; says: string }> {
    const login = {
      NATS_URL: service.nats.url,
      NATS_USER: 'provisioner',
      NATS_PASSWORD: service.nats.password,
    };
    return showHealth(login, of).then(
      (says) => ({ well: true, says }),
      (error: unknown) => ({ well: false, says: String(error) }),
    );
  }
  const rated = (about: string) =>
    service.running.app.get(Transaction).run((tx) =>
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

  it('is answered with one line per service while all is well, with the rights of the tool', async () => {
    expect(await health()).toEqual({
      well: true,
      says: '✓ feedback           answers, outbox 0, lag 0, dead letters 0\n',
    });
    expect(await showOutboxes(databases)).toBe('Nothing waits.\n');
  });

  it('names the service that has a dead letter, and is well once it is gone', async () => {
    await jetstream(service.probe).publish('dead.feedback', '{}');
    expect(await health()).toMatchObject({
      well: false,
      says: expect.stringContaining(
        '✗ feedback           answers, outbox 0, lag 0, dead letters 1',
      ),
    });
    await (await jetstreamManager(service.probe)).streams.purge('DEAD_LETTERS');
    expect(await health()).toMatchObject({ well: true });
  });

  it('shows what waits while the bus is away, oldest first and without its content', async () => {
    await service.nats.interrupt();
    await rated(newId());
    await service.source.query(`update outbox set created_at = now() - interval '2 minutes'`);
    await rated(newId());
    const [heading, oldest, newest] = (await showOutboxes(databases)).split('\n');
    expect(heading).toBe('feedback: 2 waiting');
    expect(oldest).toMatch(
      /^ +1[2-9]\d s  [0-9a-f-]{36}  pst\.1606\.feedback\.rating\.given  \d+ attempts/,
    );
    expect(newest).toMatch(/^ +\d s /);
    expect(await health()).toMatchObject({ well: false, says: expect.stringContaining('bus') });
    await service.nats.resume();
    await eventually(async () => {
      expect(await showOutboxes(databases)).toBe('Nothing waits.\n');
    });
  });

  it('names a database that does not answer', async () => {
    const nowhere = new Map([['feedback', 'postgres://nobody@127.0.0.1:1/nothing']]);
    expect(await health(nowhere)).toMatchObject({
      well: false,
      says: expect.stringContaining('its database does not answer'),
    });
  });

  it('names a service of which no process answers, and a consumer that is not there', async () => {
    await service.running.stop();
    // The bus was away a moment ago, and the probe comes back in its own time.
    const manager = await eventually(() => jetstreamManager(service.probe));
    await manager.consumers.delete('PST', 'feedback');
    const { well, says } = await health();
    expect(well).toBe(false);
    expect(says).toContain('does not answer, outbox 0, no consumer on PST');
  });
});
