import { setTimeout as pause } from 'node:timers/promises';
import { jetstream, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { headers } from '@nats-io/nats-core';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { publishedEvents, type CloudEvent } from '@pst/contracts';
import {
  ANALYTICS_DAYS,
  ANALYTICS_STREAM,
  ANALYTICS_WRITER,
  Bus,
  Config,
  Log,
} from '@pst/messaging';
import { describeError, type Logger } from '@pst/telemetry';
import { DataSource } from 'typeorm';
import type { InsightsConfig } from '../../insights.config.ts';

const EVERY_MS = 500;
const AFTER_FAILURE_MS = 2_000;
const BATCH = 256;

const published = new Map(publishedEvents.map((each) => [each.event.type, each]));

const WRONG_LAST_SEQUENCE = 10_071;

/** Another replica was faster; this one looks again where the stream ends. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE;

/** Up to where the stream is filled. */
interface Place {
  /** Of the last event in the stream, by which the next one is found. */
  readonly xid: string;
  readonly position: string;
  /** Of the stream; the next event must follow it. */
  readonly sequence: number;
}

/**
 * Copies the events received to the analysts' stream, with the fields that may be known outside. The
 * stream itself tells where to go on, and takes an event only right behind the one that this process
 * believes to be the last: so a crash, a second replica and a stream made anew neither lose an event nor
 * bring one twice.
 */
@Injectable()
export class EventPublishing implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly ending = new AbortController();
  private running: Promise<void> | undefined;
  private place: Place | undefined;

  constructor(
    private readonly source: DataSource,
    @Config() private readonly config: InsightsConfig,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const { NATS_URL, ANALYTICS_PASSWORD } = this.config;
    if (ANALYTICS_PASSWORD === undefined) {
      this.log.warn('no login to the stream of the analysts, nothing is published there');
      return;
    }
    const login = { NATS_URL, NATS_USER: ANALYTICS_WRITER, NATS_PASSWORD: ANALYTICS_PASSWORD };
    void Bus.connect(login, ANALYTICS_WRITER).then((bus) => {
      this.running = this.run(bus);
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(bus: Bus): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      let rest = EVERY_MS;
      try {
        const moved = bus.isUp ? await this.publishNext(bus) : 0;
        rest = moved < BATCH ? EVERY_MS : 0;
      } catch (error) {
        this.place = undefined;
        if (!isOvertaken(error)) {
          rest = AFTER_FAILURE_MS;
          this.log.warn(describeError(error), 'publishing for analysts failed, it will go on');
        }
      }
      await pause(rest, undefined, { signal }).catch(() => undefined); // ended while it rested
    }
    await bus.drain();
  }

  /** The number of events that it brought to the stream. */
  private async publishNext(bus: Bus): Promise<number> {
    const place = (this.place ??= await this.whereItEnds(bus));
    // As `read-events`: only what no unfinished transaction can still precede.
    const rows: { xid: string; position: string; payload: CloudEvent }[] = await this.source.query(
      `select xid::text as xid, position, payload from received_event
       where (xid, position) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
         and type = any($3) and received_at > now() - make_interval(days => $4)
       order by received_event.xid, position limit $5`,
      [place.xid, place.position, [...published.keys()], ANALYTICS_DAYS, BATCH],
    );
    const last = rows.at(-1);
    if (last === undefined) {
      return 0;
    }
    const taken = await Promise.allSettled(
      rows.map(({ payload }, index) => this.publish(bus, payload, place.sequence + index)),
    );
    const refused = taken.find((each) => each.status === 'rejected');
    if (refused !== undefined) {
      throw refused.reason;
    }
    this.place = { ...last, sequence: place.sequence + rows.length };
    return rows.length;
  }

  private async publish(bus: Bus, event: CloudEvent, lastSequence: number): Promise<void> {
    const contract = published.get(event.type);
    if (contract === undefined) {
      return; // the query asks for published ones alone
    }
    const attributes = headers();
    attributes.set('Content-Type', 'application/cloudevents+json');
    await jetstream(bus.connection).publish(
      contract.subjectFor(event.office),
      JSON.stringify(contract.publishedFrom(event)),
      {
        msgID: event.id,
        headers: attributes,
        expect: { streamName: ANALYTICS_STREAM, lastSequence },
      },
    );
  }

  private async whereItEnds(bus: Bus): Promise<Place> {
    const { streams } = await jetstreamManager(bus.connection, { checkAPI: false });
    const { state } = await streams.info(ANALYTICS_STREAM);
    const { last_seq: sequence } = state;
    const last =
      state.messages === 0 ? null : await streams.getMessage(ANALYTICS_STREAM, { seq: sequence });
    if (last === null) {
      return { xid: '0', position: '0', sequence };
    }
    // After a restored backup the event may be unknown; then what came later goes on.
    const [place]: Omit<Place, 'sequence'>[] = await this.source.query(
      `select xid::text as xid, position from received_event
       where id = $1 or received_at <= $2
       order by (id = $1) desc, received_event.xid desc, position desc limit 1`,
      [last.json<CloudEvent>().id, last.time],
    );
    return { xid: '0', position: '0', ...place, sequence };
  }
}
