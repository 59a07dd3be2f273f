import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

import { freePort } from '../../../deploy/local/free-port.ts';
import { startKeeper } from '../../../deploy/local/keeper.ts';
import {
  natsConfiguration,
  startNatsServer,
  type NatsPermissions,
} from '../../../deploy/local/nats-server.ts';
import { NATS_IMAGE } from './infrastructure.ts';

/** The user of a test that may do everything in the account of the services. */
export const EVERYTHING = 'everything';

/** A bus of this test file's own. */
export interface NatsUnderTest {
  readonly url: string;
  /** The password of every user. With TEST_NATS_URL it is empty: log in as that URL says. */
  readonly password: string;
  /** Ends the server; what JetStream stored stays. */
  interrupt(): Promise<void>;
  /** Back on the same address with the same streams. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a NATS server with JetStream for one spec file.
 *
 * @param permissions what each user may do. The user {@link EVERYTHING} is always there; left out, it is
 * possible to connect without a user as well.
 */
export async function startNats(
  permissions?: Readonly<Record<string, NatsPermissions>>,
): Promise<NatsUnderTest> {
  const given = process.env['TEST_NATS_URL'];
  if (given !== undefined) {
    return emptied(given);
  }
  const password = permissions === undefined ? '' : randomBytes(12).toString('hex');
  const users =
    permissions === undefined
      ? []
      : [
          { user: EVERYTHING, password },
          ...Object.entries(permissions).map(([user, rights]) => ({
            user,
            password,
            permissions: rights,
          })),
        ];
  return process.env['TEST_NATS_CONTAINERS'] === 'yes'
    ? inContainer(users, password)
    : onThisMachine(users, password);
}

type Users = Parameters<typeof natsConfiguration>[0]['users'];

async function onThisMachine(users: Users, password: string): Promise<NatsUnderTest> {
  const binary = process.env['TEST_NATS_SERVER'];
  if (binary === undefined) {
    throw new Error('No test infrastructure: run through jest.config.mjs, which finds it.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'pst-nats-'));
  const keeper = startKeeper();
  const options = { binary, folder, users, port: await freePort(), volatile: true };
  let server = await startNatsServer(options);
  keeper.watch(server.pid);
  async function interrupt() {
    await server.stop();
    keeper.forget(server.pid);
  }
  return {
    url: server.url,
    password,
    interrupt,
    async resume() {
      server = await startNatsServer(options);
      keeper.watch(server.pid);
    },
    async stop() {
      await interrupt();
      keeper.dismiss();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function inContainer(users: Users, password: string): Promise<NatsUnderTest> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort();
  const content = natsConfiguration({
    folder: '/data',
    users,
    listen: '0.0.0.0:4222',
    volatile: true,
  });
  const container = await new GenericContainer(NATS_IMAGE)
    .withCopyContentToContainer([{ content, target: '/etc/nats/test.conf' }])
    .withCommand(['-c', '/etc/nats/test.conf'])
    // A fixed port of the host, so that the address survives a restart.
    .withExposedPorts({ container: 4222, host: port })
    .withWaitStrategy(Wait.forLogMessage('Server is ready'))
    .start();
  return {
    url: `nats://${container.getHost()}:${port}`,
    password,
    interrupt: async () => {
      await container.stop({ remove: false });
    },
    resume: () => container.restart(),
    stop: async () => {
      await container.stop();
    },
  };
}

/** A server that was given cannot be stopped from here; each spec file finds it without streams. */
async function emptied(url: string): Promise<NatsUnderTest> {
  const connection = await connect({ servers: url });
  const manager = await jetstreamManager(connection);
  for await (const stream of manager.streams.list()) {
    await manager.streams.delete(stream.config.name);
  }
  await connection.close();
  const refuse = () =>
    Promise.reject(new Error('This test stops its server; run it without TEST_NATS_URL.'));
  return { url, password: '', interrupt: refuse, resume: refuse, stop: () => Promise.resolve() };
}
