import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { serviceNames, subscriptions, type ServiceName } from '@pst/contracts';
import { deadLettersOf } from '@pst/messaging';

import type { ReceivedMail } from './mail-sink.ts';
import type { SystemUnderFire } from './system-under-fire.ts';

/** A row of an outbox. */
export interface Announced {
  readonly id: string;
  readonly service: string;
  readonly stream: string;
  readonly type: string;
  /** Of the aggregate. */
  readonly key: string;
  readonly version: number;
  readonly published: boolean;
}

/** A message of the event stream, in the order of the stream. */
export interface Streamed {
  readonly id: string;
  readonly key: string;
  readonly version: number;
}

/** What one consumer did: ids of events, one for each time that it did something about one. */
export interface Effects {
  readonly consumer: string;
  /** Types of events that it must do something about. */
  readonly listensTo: ReadonlySet<string>;
  readonly done: readonly string[];
}

/** All that the system has to say for itself, after it has come to rest. */
export interface Evidence {
  readonly outbox: readonly Announced[];
  readonly stream: readonly Streamed[];
  readonly effects: readonly Effects[];
  /** Ids of the visits that there are. */
  readonly visits: readonly string[];
  /** What the visits' own service and the reports say of each, where they differ. */
  readonly disagreements: readonly string[];
  readonly mails: readonly ReceivedMail[];
  /** What still waits, by name: rows, messages, orders for mail. */
  readonly waiting: readonly string[];
  /** What nobody could handle: by whom, what, why. */
  readonly deadLetters: readonly string[];
}

interface StreamedPayload {
  readonly subject?: string;
  readonly sequence?: number;
}

/** Reads databases, streams and mails, past every line and as nobody's user. */
export async function gather(
  system: SystemUnderFire,
  witnesses: readonly Effects[] = [],
): Promise<Evidence> {
  for (;;) {
    const evidence = await look(system, witnesses);
    // A service does some things by itself: what happened between two looks would seem unannounced.
    if ((await outboxes(system)).length === evidence.outbox.length) {
      return evidence;
    }
  }
}

async function look(system: SystemUnderFire, witnesses: readonly Effects[]): Promise<Evidence> {
  const [outbox, stream, effects, visits, disagreements, waiting] = await Promise.all([
    outboxes(system),
    streamOf(system),
    inboxes(system),
    system.query<{ id: string }>('guestbook', 'select id from visit'),
    disagreementsIn(system),
    whatWaits(system),
  ]);
  return {
    outbox,
    stream: stream.messages,
    deadLetters: stream.deadLetters,
    effects: [...effects, ...witnesses],
    visits: visits.map(({ id }) => id),
    disagreements,
    mails: [...system.mails.received],
    waiting,
  };
}

async function outboxes(system: SystemUnderFire): Promise<Announced[]> {
  const rows = await Promise.all(
    system.owners.map(async (service) =>
      (
        await system.query<Omit<Announced, 'service'>>(
          service,
          `select id, stream, coalesce(payload ->> 'type', '') as type, key, version,
                  published_at is not null as published
           from outbox order by seq`,
        )
      ).map((row) => ({ ...row, service })),
    ),
  );
  return rows.flat();
}

/** What each service has taken in; insights keeps every event itself, so that there is counted. */
async function inboxes(system: SystemUnderFire): Promise<Effects[]> {
  return Promise.all(
    system.owners
      .filter((service) => subscriptions[service as ServiceName].length > 0)
      .map(async (service) => {
        const rows = await system.query<{ id: string }>(
          service,
          service === 'insights'
            ? 'select id from received_event'
            : 'select event_id as id from inbox where consumer = $1',
          service === 'insights' ? [] : [service],
        );
        return {
          consumer: service,
          listensTo: new Set(subscriptions[service as ServiceName].map(({ type }) => type)),
          done: rows.map(({ id }) => id),
        };
      }),
  );
}

async function streamOf(
  system: SystemUnderFire,
): Promise<{ messages: Streamed[]; deadLetters: string[] }> {
  const connection = await connect(system.witness);
  try {
    const consumer = await jetstream(connection).consumers.get('PST', {});
    const messages: Streamed[] = [];
    for (let more = true; more;) {
      more = false;
      for await (const message of await consumer.fetch({ max_messages: 1_000, expires: 2_000 })) {
        const payload = readPayload(message.data);
        messages.push({
          id: message.headers?.get('Nats-Msg-Id') ?? '',
          key: payload.subject ?? '',
          version: payload.sequence ?? 0,
        });
        more = message.info.pending > 0;
      }
    }
    const letters = await Promise.all(
      serviceNames.map((service) => deadLettersOf(connection, service)),
    );
    const deadLetters = letters
      .flat()
      .map(({ service, subject, reason }) => `${service} ${subject} ${reason}`);
    return { messages, deadLetters };
  } finally {
    await connection.close();
  }
}

function readPayload(data: Uint8Array): StreamedPayload {
  try {
    return JSON.parse(Buffer.from(data).toString('utf8')) as StreamedPayload; // ours, or poison
  } catch {
    return {};
  }
}

/** The reports follow events; in the end they must say what the guestbook says. */
async function disagreementsIn(system: SystemUnderFire): Promise<string[]> {
  const moments = (table: string, id: string) =>
    `select ${id} as id, called_at is not null as called, serving_at is not null as serving,
            completed_at is not null as completed from ${table}`;
  type Moments = { id: string; called: boolean; serving: boolean; completed: boolean };
  const [own, reported] = await Promise.all([
    system.query<Moments>('guestbook', moments('visit', 'id')),
    system.query<Moments>('insights', moments('visit_fact', 'visit_id')),
  ]);
  const known = new Map(reported.map((row) => [row.id, JSON.stringify(row)]));
  return own.filter((row) => known.get(row.id) !== JSON.stringify(row)).map(({ id }) => id);
}

/** What is still on its way, by name. */
export async function whatWaits(system: SystemUnderFire): Promise<string[]> {
  const waiting: string[] = [];
  for (const service of system.owners) {
    const [row] = await system.query<{ n: number }>(
      service,
      'select count(*)::int as n from outbox where published_at is null',
    );
    if (row !== undefined && row.n > 0) {
      waiting.push(`${row.n} in the outbox of ${service}`);
    }
  }
  const [mails] = await system.query<{ n: number }>(
    'notifications',
    `select count(*)::int as n from message where status in ('pending', 'sending')`,
  );
  if (mails !== undefined && mails.n > 0) {
    waiting.push(`${mails.n} mails to be sent`);
  }
  const connection = await connect(system.witness);
  try {
    const manager = await jetstreamManager(connection);
    for (const stream of ['PST', 'MESSAGES']) {
      for await (const { name, num_pending, num_ack_pending, config } of manager.consumers.list(
        stream,
      )) {
        if (config.durable_name !== undefined && num_pending + num_ack_pending > 0) {
          waiting.push(`${num_pending} and ${num_ack_pending} for ${name} on ${stream}`);
        }
      }
    }
  } finally {
    await connection.close();
  }
  return waiting;
}
