import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { ServiceName } from '@pst/contracts';
import { EVENT_STREAM } from '@pst/persistence';
import type { DataSource } from 'typeorm';
import { AGAIN } from './outbox-relay.ts';

/** What a service has announced, beside what the stream holds of it. */
export interface OutboxAudit {
  /** Facts in the outbox that the stream took over and still keeps. */
  readonly announced: number;
  /** Facts in the outbox that are still to be published. */
  readonly waiting: number;
  /** Ids of facts that the stream took over and does not have. */
  readonly lost: readonly string[];
  /** Ids of facts in the stream that the outbox knows nothing of, as after an older backup was restored. */
  readonly unknown: readonly string[];
}

/**
 * Compares the outbox of a service with the event stream, for as far back as the stream reaches; outboxes
 * reach further. The service may go on meanwhile: what it announces after the first look is left out.
 */
export async function auditOutbox(
  connection: NatsConnection,
  service: ServiceName,
  source: DataSource,
): Promise<OutboxAudit> {
  const manager = await jetstreamManager(connection);
  const { state: before } = await manager.streams.info(EVENT_STREAM);
  const inStream = await idsInStream(connection, service);
  const rows: { id: string; seq: string | null }[] = await source.query(
    `select id, stream_seq as seq from outbox where stream = $1`,
    [EVENT_STREAM],
  );
  const { state: after } = await manager.streams.info(EVENT_STREAM);
  const kept = new Set(rows.map(({ id }) => id));
  const announced = rows.flatMap(({ id, seq }) =>
    Number(seq) >= after.first_seq && Number(seq) <= before.last_seq ? [id] : [],
  );
  return {
    announced: announced.length,
    waiting: rows.filter(({ seq }) => seq === null).length,
    lost: announced.filter((id) => !inStream.has(id)),
    unknown: [...inStream].filter((id) => !kept.has(id)),
  };
}

/**
 * Facts that the stream has lost from its middle leave once more, under their old ids: who has them knows
 * them. In the stream they now stand behind what followed them.
 */
export async function announceAgain(source: DataSource, ids: readonly string[]): Promise<void> {
  await source.query(`update outbox set ${AGAIN} where id = any($1) and published_at is not null`, [
    ids,
  ]);
}

const PORTION = { max_messages: 1_000, expires: 2_000 };

/** Ids of the service's events, all that were there when it was asked. */
async function idsInStream(
  connection: NatsConnection,
  service: ServiceName,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const consumer = await jetstream(connection).consumers.get(EVENT_STREAM, {
    filter_subjects: `pst.*.${service}.>`,
    headers_only: true,
  });
  // Taken until nothing comes: a damaged stream promises messages that it cannot deliver any more.
  for (let more = true; more;) {
    more = false;
    for await (const { headers, info } of await consumer.fetch(PORTION)) {
      ids.add(headers?.get('Nats-Msg-Id') ?? '');
      more = info.pending > 0;
    }
  }
  return ids;
}
