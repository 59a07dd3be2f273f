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
}): Promise<void> {
  const connection = await connect({
    ...to,
    name: 'provisioner',
    inboxPrefix: inboxPrefix('provisioner'),
  });
  try {
    const manager = await jetstreamManager(connection);
    for (const stream of streams) {
      await upsert(
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
    () => manager.consumers.add(stream, config),
    () => manager.consumers.update(stream, name, changeable),
  );
}

/** JetStream answers 400 with these codes when the name is taken by something configured otherwise. */
const NAME_TAKEN = new Set([10_058, 10_013, 10_105, 10_148]);

async function upsert(add: () => Promise<unknown>, update: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || !NAME_TAKEN.has(error.code)) {
      throw error;
    }
    await update();
  }
}
