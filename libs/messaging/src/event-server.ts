import { subscriptions, type EventContract, type ServiceName } from '@pst/contracts';
import { EVENT_STREAM, MESSAGE_STREAM, type MessageSeal, type Transaction } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';
import { jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/nats-core';
import { Server, type MessageHandler } from '@nestjs/microservices';
import { metrics, SpanKind } from '@opentelemetry/api';
import { lastValueFrom } from 'rxjs';
import { z } from 'zod';
import type { Bus } from './bus.ts';
import { EVENTS, MESSAGE_PATTERN } from './handlers.ts';
import { contextOf, inSpan } from './trace-context.ts';
import { ACK_WAIT_MS, MAX_DELIVERIES } from './topology.ts';

const handled = metrics.getMeter('@pst/messaging').createCounter('pst.events.handled', {
  description: 'Messages taken from JetStream, by subject and outcome',
});

interface Reaction {
  readonly contract?: EventContract;
  readonly handler: MessageHandler;
}

const typed = z.looseObject({ id: z.uuid(), type: z.string(), subject: z.string() });
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
  /** The tail of work per aggregate: one event of an aggregate at a time, in order. */
  private readonly tails = new Map<string, Promise<void>>();
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
    await Promise.all(this.tails.values());
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
    const key = aggregateOf(message);
    const tail = (this.tails.get(key) ?? Promise.resolve()).then(() => this.process(message));
    this.tails.set(key, tail);
    void tail.finally(() => {
      if (this.tails.get(key) === tail) {
        this.tails.delete(key);
      }
    });
  }

  private async process(message: JsMsg): Promise<void> {
    if (this.closing) {
      message.nak();
      return;
    }
    const heartbeat = setInterval(() => message.working(), ACK_WAIT_MS / 3);
    try {
      await inSpan(
        `${message.subject} process`,
        { kind: SpanKind.CONSUMER, parent: contextOf(message.headers) },
        () => this.handle(message),
      );
      message.ack();
      handled.add(1, { subject: message.subject, outcome: 'handled' });
    } catch (error) {
      await this.failed(message, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async handle(message: JsMsg): Promise<void> {
    if (message.subject.startsWith('msg.')) {
      const { id, sealed } = decode(() => sealedMessage.parse(message.json()));
      const command = decode(() => this.seal.open(id, sealed));
      await this.react(MESSAGE_PATTERN, id, command);
      return;
    }
    const { id, type } = decode(() => typed.parse(message.json()));
    const reaction = this.reactions.get(type);
    if (reaction?.contract === undefined) {
      throw new Undecodable(`no handler for ${type}`);
    }
    const { contract } = reaction;
    await this.react(
      type,
      id,
      decode(() => contract.parse(message.json())),
    );
  }

  private async react(pattern: string, id: string, payload: unknown): Promise<void> {
    const reaction = this.reactions.get(pattern);
    if (reaction === undefined) {
      throw new Undecodable(`no handler for ${pattern}`);
    }
    await this.transaction.onceForEvent(this.service, id, async (tx) => {
      await lastValueFrom(this.transformToObservable(await reaction.handler(payload, tx)), {
        defaultValue: undefined,
      });
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
      handled.add(1, { subject: message.subject, outcome: 'again' });
      return;
    }
    try {
      await this.bury(message, error);
      this.log.error(fields, 'event became a dead letter');
      handled.add(1, { subject: message.subject, outcome: 'dead-letter' });
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

function aggregateOf(message: JsMsg): string {
  try {
    return typed.parse(message.json()).subject;
  } catch {
    return message.subject;
  }
}
