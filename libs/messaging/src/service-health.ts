import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { ServiceName } from '@pst/contracts';
import type { DataSource } from 'typeorm';
import { countDeadLetters } from './dead-letters.ts';
import { anybodyThere } from './headers.ts';
import { durables } from './topology.ts';

const PATIENCE_MS = 2_000;

/** How a service is, seen from outside. */
export interface ServiceHealth {
  /** Whether any of its processes answers on the bus. */
  readonly answers: boolean;
  /** Streams that it should read and has no consumer for. */
  readonly withoutConsumer: readonly string[];
  /** Messages that its consumers have not been given yet. */
  readonly lag: number;
  readonly deadLetters: number;
  readonly outbox: { readonly waiting: number; readonly oldestSeconds: number };
}

/** Asks the bus and the database about a service; the service itself need not run. */
export async function healthOf(
  connection: NatsConnection,
  service: ServiceName,
  source: DataSource,
): Promise<ServiceHealth> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const [answers, deadLetters, outbox, consumers] = await Promise.all([
    connection.request(anybodyThere(service), undefined, { timeout: PATIENCE_MS }).then(
      () => true,
      () => false,
    ),
    countDeadLetters(connection, service),
    outboxOf(source),
    Promise.all(
      durables
        .filter((durable) => durable.service === service)
        .map(async ({ stream }) => {
          const info = await manager.consumers.info(stream, service).catch(() => undefined);
          return { stream, pending: info?.num_pending };
        }),
    ),
  ]);
  return {
    answers,
    deadLetters,
    outbox,
    withoutConsumer: consumers.flatMap(({ stream, pending }) =>
      pending === undefined ? [stream] : [],
    ),
    lag: consumers.reduce((sum, { pending = 0 }) => sum + pending, 0),
  };
}

async function outboxOf(source: DataSource): Promise<ServiceHealth['outbox']> {
  const [row]: ServiceHealth['outbox'][] = await source.query(
    `select count(*)::int as waiting,
            coalesce(extract(epoch from now() - min(created_at)), 0)::int as "oldestSeconds"
     from outbox where published_at is null`,
  );
  return row ?? { waiting: 0, oldestSeconds: 0 };
}
