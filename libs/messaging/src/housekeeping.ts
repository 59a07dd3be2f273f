import { EVENT_STREAM, MESSAGE_STREAM } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';
import type { DataSource } from 'typeorm';

const EVERY_MS = 3_600_000;
const BATCH = 5_000;

/**
 * What may go, and when. The inbox and the outbox outlive the event stream's fourteen days: a stream made
 * anew is filled from the one and recognised by the other. Messages to people are no history: their
 * sealed content goes a day after the work queue took it over.
 */
const RETIREMENTS = [
  `delete from outbox where id in (
     select id from outbox where stream = '${EVENT_STREAM}' and published_at < now() - interval '30 days'
     limit ${BATCH})`,
  `delete from outbox where id in (
     select id from outbox where stream = '${MESSAGE_STREAM}' and published_at < now() - interval '1 day'
     limit ${BATCH})`,
  `delete from inbox where (consumer, event_id) in (
     select consumer, event_id from inbox where seen_at < now() - interval '30 days' limit ${BATCH})`,
  `delete from idempotent_request where key in (
     select key from idempotent_request where created_at < now() - interval '3 days' limit ${BATCH})`,
  `delete from aggregate_version where key in (
     select key from aggregate_version known where key like 'message:%'
       and not exists (select from outbox where outbox.key = known.key) limit ${BATCH})`,
];

/** Keeps a service's messaging tables small, an hour's worth at a time. */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.working = this.sweep().catch((error: unknown) => {
        this.log.warn(describeError(error), 'housekeeping failed, it will run again');
      });
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** One round; the number of rows that went. */
  async sweep(): Promise<number> {
    let gone = 0;
    for (const statement of RETIREMENTS) {
      const [, rows]: [unknown, number] = await this.source.query(statement);
      gone += rows;
    }
    return gone;
  }
}
