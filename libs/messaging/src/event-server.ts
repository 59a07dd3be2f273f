import { setTimeout as pause } from 'node:timers/promises';
import { subscriptions, type EventContract, type ServiceName } from '@pst/contracts';
import {
  EVENT_STREAM,
  MESSAGE_STREAM,
  type MessageSeal,
  type Transaction,
  type Tx,
} from '@pst/persistence';
import { counter, describeError, type Logger } from '@pst/telemetry';
import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/nats-core';
import { Server, type MessageHandler } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { lastValueFrom } from 'rxjs';
import { z } from 'zod';
import type { Bus } from './bus.ts';
import { EVENTS, MESSAGE_PATTERN } from './handlers.ts';
import { contextOf, inSpan } from './trace-context.ts';
import { ACK_WAIT_MS, MAX_DELIVERIES } from './topology.ts';

const handled = counter('pst.events.handled');

/** The subject without the office: as many values as there are facts, however many offices. */
const eventOf = (subject: string): string => subject.replace(/^(pst|msg)\.[^.]+\./, '$1.');

interface Reaction {
  readonly contract?: EventContract;
  readonly handler: MessageHandler;
}

/** A message read: what it says, and what is done about it. */
interface Arrival {
  readonly id: string;
  readonly payload: unknown;
  readonly reaction: Reaction;
}

/** As many messages share a transaction at most. */
const BATCH = 32;

const DATABASE_AWAY_MS = 1_000;

const typed = z.looseObject({ id: z.uuid(), type: z.string() });
const sealedMessage = z.object({ id: z.uuid(), sealed: z.string() });

/** A message that can never be handled, however often it is delivered. */
class Undecodable extends Error {}

/**
 * Facts from JetStream: a durable pull consumer per service. The inbox row and the work are one
 * transaction, acknowledged after its commit, so a crash in between redelivers and changes nothing.
 * Failures are redelivered with growing pauses; what never succeeds becomes a dead letter.
 */
export class EventServer extends Server {
  override readonly transportId = EVENTS;
  private readonly reactions = new Map<string, Reaction>();
  private readonly streams: ConsumerMessages[] = [];
  private readonly waiting: JsMsg[] = [];
  private work: Promise<void> | undefined;
  private closing = false;

  constructor(
    private readonly service: ServiceName,
    private readonly bus: Bus,
    private readonly transaction: Transaction,
    private readonly seal: MessageSeal,
    private readonly log: Logger,
  ) {
    super();
  }

  override addHandler(
    pattern: string,
    handler: MessageHandler,
    _isEvent?: boolean,
    extras?: Record<string, unknown>,
  ): void {
    if (this.reactions.has(pattern)) {
      throw new Error(`Two handlers of ${this.service} react to ${pattern}`);
    }
    const contract = extras?.['contract'] as EventContract | undefined; // set by @OnEvent alone
    this.reactions.set(pattern, { handler, ...(contract && { contract }) });
    super.addHandler(pattern, handler, false, extras);
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** Stops pulling and finishes what was begun; the rest is delivered to another replica. */
  async close(): Promise<void> {
    this.closing = true;
    // Emptied, because Nest closes a second time.
    await Promise.all(this.streams.splice(0).map((messages) => messages.close()));
    await this.work;
  }

  on(): never {
    throw new Error('Follow the Bus instead');
  }

  unwrap<Connection>(): Connection {
    return this.bus.connection as Connection;
  }

  private async start(): Promise<void> {
    const declared = new Set(subscriptions[this.service].map((event) => event.type));
    const handled = new Set([...this.reactions.keys()].filter((key) => key !== MESSAGE_PATTERN));
    const differing = [...declared.symmetricDifference(handled)];
    if (differing.length > 0) {
      throw new Error(
        `The handlers of ${this.service} and its line in subscriptions.ts differ: ${differing.join(', ')}`,
      );
    }
    if (declared.size > 0) {
      await this.consume(EVENT_STREAM);
    }
    if (this.reactions.has(MESSAGE_PATTERN)) {
      await this.consume(MESSAGE_STREAM);
    }
  }

  private async consume(stream: string): Promise<void> {
    // Binding only: the durable is made by provisioning, and a missing one must stop the start.
    const consumer = await jetstream(this.bus.connection).consumers.get(stream, this.service);
    const messages = await consumer.consume({
      max_messages: 64,
      callback: (message) => this.enqueue(message),
    });
    this.streams.push(messages);
  }

  private enqueue(message: JsMsg): void {
    this.waiting.push(message);
    this.work ??= this.workOff().finally(() => {
      this.work = undefined;
    });
  }

  /** One batch after the other, in the order of the stream, which keeps each aggregate's events in theirs. */
  private async workOff(): Promise<void> {
    let batch: JsMsg[] = [];
    // Those that wait behind the batch too: a delivery that lapses in our hands counts as a failure of it.
    const heartbeat = setInterval(() => {
      for (const message of [...batch, ...this.waiting]) {
        message.working();
      }
    }, ACK_WAIT_MS / 3);
    try {
      while (this.waiting.length > 0) {
        batch = this.waiting.splice(0, BATCH);
        if (this.closing) {
          for (const message of batch) {
            message.nak();
          }
        } else if (!(await this.handledTogether(batch))) {
          for (const message of batch) {
            await this.process(message);
          }
        }
      }
    } finally {
      clearInterval(heartbeat);
    }
  }

  /**
   * What has piled up shares one transaction: a backlog costs one commit and not one per message. False
   * when any of it fails; then nothing has happened, and each is tried by itself.
   */
  private async handledTogether(batch: readonly JsMsg[]): Promise<boolean> {
    if (batch.length === 1) {
      return false;
    }
    let arrivals: { message: JsMsg; arrival: Arrival }[];
    let fresh: Set<string>;
    try {
      arrivals = batch.map((message) => ({ message, arrival: this.read(message) }));
      fresh = await this.transaction.onceForEvents(
        this.service,
        arrivals.map(({ message, arrival }) => ({
          id: arrival.id,
          work: (tx) => inProcessSpan(message, () => this.react(arrival, tx)),
        })),
      );
    } catch (error) {
      this.log.debug(describeError(error), 'a batch of messages failed, each is tried by itself');
      return false;
    }
    for (const { message, arrival } of arrivals) {
      this.done(message, fresh.delete(arrival.id));
    }
    return true;
  }

  /** While the database is away nothing fails: it is waited for, and the message keeps its tries. */
  private async process(message: JsMsg): Promise<void> {
    for (;;) {
      try {
        await inProcessSpan(message, async () => {
          const arrival = this.read(message);
          const fresh = await this.transaction.onceForEvents(this.service, [
            { id: arrival.id, work: (tx) => this.react(arrival, tx) },
          ]);
          this.done(message, fresh.has(arrival.id));
        });
        return;
      } catch (error) {
        if (error instanceof Undecodable || (await this.transaction.isPossible())) {
          await this.failed(message, error);
          return;
        }
        if (this.closing) {
          message.nak(DATABASE_AWAY_MS);
          return;
        }
        this.log.warn(describeError(error), 'the database is away, messages wait for it');
      }
      await pause(DATABASE_AWAY_MS);
    }
  }

  private done(message: JsMsg, fresh: boolean): void {
    message.ack();
    handled.add(1, { event: eventOf(message.subject), outcome: fresh ? 'handled' : 'known' });
  }

  private read(message: JsMsg): Arrival {
    if (message.subject.startsWith('msg.')) {
      const { id, sealed } = decode(() => sealedMessage.parse(message.json()));
      const payload = decode(() => this.seal.open(id, sealed));
      return { id, payload, reaction: this.reactionTo(MESSAGE_PATTERN) };
    }
    const json: unknown = decode(() => message.json());
    const { id, type } = decode(() => typed.parse(json));
    const reaction = this.reactionTo(type);
    return { id, payload: decode(() => reaction.contract?.parse(json)), reaction };
  }

  private reactionTo(pattern: string): Reaction {
    const reaction = this.reactions.get(pattern);
    if (reaction === undefined) {
      throw new Undecodable(`no handler for ${pattern}`);
    }
    return reaction;
  }

  private async react({ payload, reaction }: Arrival, tx: Tx): Promise<void> {
    await lastValueFrom(this.transformToObservable(await reaction.handler(payload, tx)), {
      defaultValue: undefined,
    });
  }

  private async failed(message: JsMsg, error: unknown): Promise<void> {
    const { deliveryCount, stream, streamSequence } = message.info;
    const fields = {
      subject: message.subject,
      stream,
      sequence: streamSequence,
      delivery: deliveryCount,
      ...describeError(error),
    };
    if (!(error instanceof Undecodable) && deliveryCount < MAX_DELIVERIES) {
      this.log.warn(fields, 'event not handled, it will be delivered again');
      message.nak(pauseBefore(deliveryCount));
      handled.add(1, { event: eventOf(message.subject), outcome: 'again' });
      return;
    }
    try {
      await this.bury(message, error);
      this.log.error(fields, 'event became a dead letter');
      handled.add(1, { event: eventOf(message.subject), outcome: 'dead-letter' });
      message.term(error instanceof Undecodable ? 'undecodable' : 'exhausted');
    } catch (burial) {
      // Not terminated: the server announces the exhausted message in its advisory stream.
      this.log.error({ ...fields, ...describeError(burial) }, 'dead letter could not be stored');
    }
  }

  /** Keeps the message as it came, with where it came from, so that it can be redriven. */
  private async bury(message: JsMsg, error: unknown): Promise<void> {
    const { stream, streamSequence } = message.info;
    const headers = natsHeaders();
    headers.set('Pst-Subject', message.subject);
    headers.set('Pst-Stream', stream);
    headers.set('Pst-Sequence', String(streamSequence));
    headers.set('Pst-Reason', error instanceof Undecodable ? 'undecodable' : 'exhausted');
    await jetstream(this.bus.connection).publish(`dead.${this.service}`, message.data, {
      msgID: `${stream}.${this.service}.${streamSequence}`,
      headers,
    });
  }
}

function decode<Result>(read: () => Result): Result {
  try {
    return read();
  } catch {
    throw new Undecodable('not of the published form');
  }
}

/** Seconds doubling from one, with jitter so that replicas do not march in step. */
function pauseBefore(delivery: number): number {
  return Math.min(60_000, 500 * 2 ** delivery) * (0.5 + Math.random() / 2);
}

function inProcessSpan(message: JsMsg, work: () => Promise<void>): Promise<void> {
  const parent = contextOf(message.headers);
  return inSpan(`${message.subject} process`, { kind: SpanKind.CONSUMER, parent }, work);
}
