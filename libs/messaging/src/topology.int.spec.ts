import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { serviceNames } from '@pst/contracts';
import { eventually, EVERYTHING, startNats, type NatsUnderTest } from '@pst/testing';
import { inboxPrefix } from './bus.ts';
import { provision } from './provision.ts';
import { followsCalendar, natsPermissions } from './topology.ts';

describe('a user of the bus', () => {
  let nats: NatsUnderTest;

  beforeAll(async () => {
    nats = await startNats(natsPermissions);
    await provision({ servers: nats.url, user: EVERYTHING, pass: nats.password });
  });
  afterAll(() => nats.stop());

  const logIn = (user: string): Promise<NatsConnection> =>
    connect({ servers: nats.url, user, pass: nats.password, inboxPrefix: inboxPrefix(user) });

  /** The subjects that the server refused to this user while `work` ran. */
  async function refusedTo(user: string, work: (connection: NatsConnection) => void) {
    const connection = await logIn(user);
    const refused: string[] = [];
    const watching = (async () => {
      for await (const status of connection.status()) {
        if (status.type === 'error') {
          refused.push(/"([^"]+)"/.exec(status.error.message)?.[1] ?? status.error.message);
        }
      }
    })();
    work(connection);
    await connection.flush();
    // The server's word about the last subject follows the answer to the flush at the latest.
    await connection.flush();
    await connection.close();
    await watching;
    return refused;
  }

  it.each([
    ['feedback', 'pst.1606.guestbook.visit.completed'],
    ['guestbook', 'pst.1606.complaints.complaint.closed'],
    ['insights', 'pst.1606.guestbook.visit.completed'],
    ['catalogue', '$JS.API.STREAM.DELETE.PST'],
    ['catalogue', '$JS.API.STREAM.PURGE.PST'],
    ['feedback', '$JS.API.CONSUMER.MSG.NEXT.MESSAGES.notifications'],
    ['insights', '$JS.API.DIRECT.GET.MESSAGES'],
    ['complaints', 'rpc.accounts.put-roles'],
    ['gateway', 'pst.1606.guestbook.visit.completed'],
    ['gateway', 'msg.1606.email'],
  ])('%s cannot publish to %s', async (user, subject) => {
    expect(await refusedTo(user, (connection) => connection.publish(subject, '{}'))).toEqual([
      subject,
    ]);
  });

  it.each([
    ['feedback', 'msg.>'],
    ['feedback', 'pst.>'],
    ['feedback', 'pst.1606.guestbook.calendar.changed'],
    ['complaints', 'pst.1606.guestbook.visit.called'],
    ['feedback', 'rpc.accounts.>'],
    ['feedback', '_INBOX_gateway.>'],
    ['gateway', 'msg.>'],
    ['gateway', 'rpc.>'],
    ['gateway', '_INBOX_accounts.>'],
    ['complaints', '>'],
  ])('%s cannot listen to %s', async (user, subject) => {
    const refused = await refusedTo(user, (connection) => {
      connection.subscribe(subject, { callback: () => undefined });
    });
    expect(refused).toEqual([subject]);
  });

  it('of each service may do what it is there for', async () => {
    for (const service of serviceNames) {
      const refused = await refusedTo(service, (connection) => {
        connection.subscribe(`rpc.${service}.>`, {
          queue: `rpc-${service}`,
          callback: () => undefined,
        });
        connection.publish(`dead.${service}`, '{}');
        if (followsCalendar(service)) {
          connection.subscribe('pst.1606.guestbook.calendar.changed', {
            callback: () => undefined,
          });
        }
      });
      expect({ service, refused }).toEqual({ service, refused: [] });
    }
  });

  it('with a wrong password is let in nowhere', async () => {
    await eventually(async () => {
      await expect(
        connect({ servers: nats.url, user: 'gateway', pass: 'tebakan', reconnect: false }),
      ).rejects.toThrow(/[Aa]uthoriz/);
    });
  });
});
