import { jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { inboxPrefix } from './bus.ts';
import { durables, streams } from './topology.ts';

/**
 * Makes the streams and durable consumers, or gives existing ones their declared settings. A step of
 * its own, run before the services: an old pod must never undo a newer pod's configuration.
 */
export async function provision(to: {
  servers: string;
  user?: string;
  pass?: string;
  /** How many servers of a cluster keep each stream. */
  replicas?: number;
}): Promise<void> {
  const { replicas = 1, ...server } = to;
  const connection = await connect({
    ...server,
    name: 'provisioner',
    inboxPrefix: inboxPrefix('provisioner'),
  });
  try {
    const manager = await jetstreamManager(connection);
    for (const declared of streams) {
      const stream = { ...declared, num_replicas: replicas };
      await upsert(
        () => manager.streams.info(stream.name),
        () => manager.streams.add(stream),
        () => manager.streams.update(stream.name, stream),
      );
    }
    for (const { stream, config } of durables) {
      await provisionDurable(manager, stream, config);
    }
  } finally {
    await connection.close();
  }
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
