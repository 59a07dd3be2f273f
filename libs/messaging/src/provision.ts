import { jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { inboxPrefix } from './bus.ts';
import { ANALYTICS_PROVISIONER, analyticsStream, durables, streams } from './topology.ts';

/** Making a stream waits for the disk; on a slow one, longer than the client's own five seconds. */
const PATIENCE_MS = 60_000;

/**
 * Makes the streams and durable consumers, or gives existing ones their declared settings. A step of
 * its own, run before the services: an old pod must never undo a newer pod's configuration.
 */
export async function provision(to: Bus): Promise<void> {
  await asProvisioner('provisioner', to, async (manager) => {
    for (const stream of streams) {
      await provisionStream(manager, stream, to);
    }
    for (const { stream, config } of durables) {
      await provisionDurable(manager, stream, config);
    }
  });
}

/** The same for the account of the analysts, by its own login. */
export async function provisionAnalytics(to: Bus): Promise<void> {
  await asProvisioner(ANALYTICS_PROVISIONER, to, (manager) =>
    provisionStream(manager, analyticsStream, to),
  );
}

/** Where streams are made, and as whom. */
interface Bus {
  readonly servers: string;
  readonly user?: string;
  readonly pass?: string;
  /** How many servers of a cluster keep each stream. */
  readonly replicas?: number;
}

async function asProvisioner(
  name: string,
  { replicas: _ofStreams, ...server }: Bus,
  work: (manager: JetStreamManager) => Promise<void>,
): Promise<void> {
  const connection = await connect({ ...server, name, inboxPrefix: inboxPrefix(name) });
  try {
    await work(await jetstreamManager(connection, { timeout: PATIENCE_MS }));
  } finally {
    await connection.close();
  }
}

async function provisionStream(
  manager: JetStreamManager,
  declared: (typeof streams)[number],
  { replicas = 1 }: Bus,
): Promise<void> {
  const stream = { ...declared, num_replicas: replicas };
  await upsert(
    () => manager.streams.info(stream.name),
    () => manager.streams.add(stream),
    () => manager.streams.update(stream.name, stream),
  );
}

async function provisionDurable(
  manager: JetStreamManager,
  stream: string,
  config: (typeof durables)[number]['config'],
): Promise<void> {
  const {
    durable_name: name = '',
    ack_policy: _fixed,
    deliver_policy: _start,
    ...changeable
  } = config;
  await upsert(
    () => manager.consumers.info(stream, name),
    () => manager.consumers.add(stream, config),
    () => manager.consumers.update(stream, name, changeable),
  );
}

const NOT_FOUND = 404;

/** Looks first: adding a stream that is there would reserve its space a second time. */
async function upsert(
  look: () => Promise<unknown>,
  add: () => Promise<unknown>,
  update: () => Promise<unknown>,
): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.status !== NOT_FOUND) {
      throw error;
    }
    await add();
    return;
  }
  await update();
}
