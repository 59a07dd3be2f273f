import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EVENT_STREAM, MESSAGE_STREAM, type Transaction } from '@pst/persistence';
import { counter, describeError, histogram, type Logger } from '@pst/telemetry';
import {
  jetstream,
  jetstreamManager,
  type JetStreamManager,
  type PubAck,
} from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/nats-core';
import { SpanKind } from '@opentelemetry/api';
import type { DataSource } from 'typeorm';
import type { Bus } from './bus.ts';
import { contextOfStored, inSpan } from './trace-context.ts';

const BATCH = 256;
/** Facts that come thick and fast share a claim: each one costs two statements. */
const GATHER_MS = 10;
const LEASE_SECONDS = 30;
const PUBLISH_TIMEOUT_MS = 5_000;
const POLL_MS = 1_000;
const RECONCILE_MS = 60_000;
/** A server that does not write at once (not ours) writes every two minutes; within five it knows a repetition. */
const ORDERS_IN_DOUBT_SECONDS = 240;
/** Why a row that was published is to be published again. */
const IN_DOUBT = 'in-doubt';
/** What is set in such a row. */
export const AGAIN = `published_at = null, stream_seq = null, stream_epoch = null, due_at = now(), last_error = '${IN_DOUBT}'`;

/**
 * A claim or a mark that a crash forgets leads to a second publishing under the same id, which nobody
 * notices; so these statements do not wait for the disk, and leave it to those that must.
 */
const WITHOUT_DISK = `(select set_config('synchronous_commit', 'off', true)) as without_disk`;

const carried = counter('pst.outbox.published');
const waited = histogram('pst.outbox.wait');

interface Claimed {
  readonly id: string;
  readonly stream: string;
  readonly subject: string;
  readonly payload: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly attempts: number;
  readonly created_at: Date;
  readonly last_error: string | null;
}

/**
 * Carries the outbox to JetStream. Rows are claimed under a lease with a random token; every later
 * write is fenced by it, so that a relay which was asleep cannot undo what its successor did. Only the
 * oldest unpublished row of an aggregate is claimed, which keeps its events in order. Published rows
 * are kept with their stream sequence: PostgreSQL is the source of truth and can refill the stream.
 */
export class OutboxRelay {
  private running = false;
  private wakeUp: (() => void) | undefined;
  private loop: Promise<void> | undefined;
  private reconcileAt = 0;
  /** Whether the stream may have lost its tail since it was last looked at. */
  private tailInDoubt = true;
  /** When each stream was made, as last seen. */
  private readonly epochs = new Map<string, string>();

  constructor(
    private readonly source: DataSource,
    private readonly bus: Bus,
    transaction: Transaction,
    private readonly log: Logger,
  ) {
    transaction.onAnnounced(() => this.wakeUp?.());
    bus.onReconnect(() => {
      this.reconcileAt = 0;
      this.tailInDoubt = true;
      this.wakeUp?.();
    });
  }

  start(): void {
    this.running = true;
    this.loop = this.run();
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    this.running = false;
    this.wakeUp?.();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (this.running) {
      let moved = 0;
      try {
        if (this.bus.isUp) {
          await this.reconcileWhenDue();
          moved = await this.carry();
        }
      } catch (error) {
        this.log.error(describeError(error), 'outbox relay failed, it will try again');
      }
      if (moved === 0 && this.running) {
        await this.rest();
      }
      if (moved < BATCH && this.running) {
        await pause(GATHER_MS);
      }
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.wakeUp = undefined;
        resolve();
      };
      const timer = setTimeout(done, POLL_MS * (0.75 + Math.random() / 2));
      this.wakeUp = done;
    });
  }

  /** Publishes one batch; the number of rows it published. */
  async carry(): Promise<number> {
    const token = randomUUID();
    const [rows]: [Claimed[], number] = await this.source.query(
      `update outbox set lease_token = $2, lease_until = now() + make_interval(secs => $3),
              attempts = attempts + 1
       where id in (
         select id from outbox candidate, ${WITHOUT_DISK}
         where published_at is null and due_at <= now()
           and (lease_until is null or lease_until < now())
           and not exists (
             select from outbox earlier
             where earlier.key = candidate.key and earlier.seq < candidate.seq
               and earlier.published_at is null)
         order by seq limit $1
         for update of candidate skip locked)
       returning id, stream, subject, payload, headers, attempts, created_at, last_error`,
      [BATCH, token, LEASE_SECONDS],
    );
    const results = await Promise.allSettled(rows.map((row) => this.publish(row)));
    const published = results.flatMap((result, index) => {
      const row = rows[index];
      return result.status === 'fulfilled' && row !== undefined
        ? [{ id: row.id, sequence: result.value.seq, epoch: this.epochs.get(row.stream) ?? null }]
        : [];
    });
    if (published.length > 0) {
      carried.add(published.length, {});
      for (const row of rows.filter(({ last_error }) => last_error !== IN_DOUBT)) {
        waited.record(Math.max(0, (Date.now() - row.created_at.getTime()) / 1_000), {});
      }
      await this.source.query(
        `update outbox set published_at = now(), lease_token = null, lease_until = null,
                last_error = null, stream_seq = done.sequence, stream_epoch = done.epoch
         from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as done (id, sequence, epoch),
              ${WITHOUT_DISK}
         where outbox.id = done.id and lease_token = $4`,
        [
          published.map(({ id }) => id),
          published.map(({ sequence }) => sequence),
          published.map(({ epoch }) => epoch),
          token,
        ],
      );
    }
    for (const [index, result] of results.entries()) {
      const row = rows[index];
      if (result.status === 'rejected' && row !== undefined) {
        await this.postpone(row, token, result.reason);
      }
    }
    return published.length;
  }

  private publish(row: Claimed): Promise<PubAck> {
    const headers = natsHeaders();
    for (const [name, value] of Object.entries(row.headers)) {
      headers.set(name, value);
    }
    headers.set('Content-Type', 'application/cloudevents+json');
    return inSpan(
      `${row.subject} publish`,
      { kind: SpanKind.PRODUCER, parent: contextOfStored(row.headers) },
      () =>
        jetstream(this.bus.connection, { timeout: PUBLISH_TIMEOUT_MS }).publish(
          row.subject,
          JSON.stringify(row.payload),
          { msgID: row.id, headers, expect: { streamName: row.stream } },
        ),
    );
  }

  private async postpone(row: Claimed, token: string, error: unknown): Promise<void> {
    const seconds = Math.min(60, 2 ** Math.min(row.attempts, 6)) * (0.5 + Math.random() / 2);
    this.log.warn({ attempts: row.attempts, ...describeError(error) }, 'event not published yet');
    await this.source.query(
      `update outbox set lease_token = null, lease_until = null, last_error = $3,
              due_at = now() + make_interval(secs => $4)
       where id = $1 and lease_token = $2`,
      [row.id, token, error instanceof Error ? error.name : 'unknown', this.bus.isUp ? seconds : 0],
    );
  }

  private async reconcileWhenDue(): Promise<void> {
    if (Date.now() < this.reconcileAt) {
      return;
    }
    await this.reconcile();
    // Only now: while streams cannot be looked at nothing may leave, or it would overtake what they lost.
    this.reconcileAt = Date.now() + RECONCILE_MS;
  }

  /**
   * A stream that lost its tail, or was made anew, is refilled: rows it no longer has become
   * unpublished again and leave in their old order under their old ids, which inboxes recognise.
   */
  async reconcile(): Promise<number> {
    let lost = 0;
    const manager = await jetstreamManager(this.bus.connection, { checkAPI: false });
    for (const stream of [EVENT_STREAM, MESSAGE_STREAM]) {
      const info = await manager.streams.info(stream);
      this.epochs.set(stream, info.created);
      const [, changed]: [unknown, number] = await this.source.query(
        `update outbox set ${AGAIN}
         where stream = $1 and published_at is not null
           and (stream_seq > $2 or stream_epoch < $3)`,
        [stream, info.state.last_seq, info.created],
      );
      lost += changed;
    }
    if (this.tailInDoubt) {
      lost += await this.findMissingTail(manager);
      const offered = await this.offerOrdersAgain();
      if (offered > 0) {
        this.log.info({ rows: offered }, 'the latest orders are offered again');
      }
      this.tailInDoubt = false;
    }
    if (lost > 0) {
      this.log.warn({ rows: lost }, 'stream had lost events, they are published again');
    }
    return lost;
  }

  /**
   * Services come back one after the other, and the first to announce again fills the places that were
   * lost: the stream's length alone then looks right to the next. Nobody but this service announces on its
   * own subjects, so there the last message tells.
   */
  private async findMissingTail(manager: JetStreamManager): Promise<number> {
    const { state } = await manager.streams.info(EVENT_STREAM);
    const subjects: { subject: string; last: string }[] = await this.source.query(
      `select subject, max(stream_seq) as last from outbox
       where stream = $1 and published_at is not null and stream_seq >= $2 group by subject`,
      [EVENT_STREAM, state.first_seq],
    );
    let missing = 0;
    for (const { subject, last } of subjects) {
      const message = await manager.direct.getMessage(EVENT_STREAM, { last_by_subj: subject });
      const kept = message?.seq ?? 0;
      if (kept < Number(last)) {
        const [, changed]: [unknown, number] = await this.source.query(
          `update outbox set ${AGAIN}
           where stream = $1 and subject = $2 and published_at is not null
             and stream_seq > $3 and stream_seq >= $4`,
          [EVENT_STREAM, subject, kept, state.first_seq],
        );
        missing += changed;
      }
    }
    return missing;
  }

  /**
   * All services order on one subject, and what was delivered has left the queue: nothing there tells
   * what was lost. The latest orders are offered again; who has them knows them by their ids.
   */
  private async offerOrdersAgain(): Promise<number> {
    const [, offered]: [unknown, number] = await this.source.query(
      `update outbox set ${AGAIN}
       where stream = $1 and published_at > now() - make_interval(secs => $2)`,
      [MESSAGE_STREAM, ORDERS_IN_DOUBT_SECONDS],
    );
    return offered;
  }
}
