import { jetstream, jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { newId, type ServiceName } from '@pst/contracts';
import { z } from 'zod';
import { ADVISORY_STREAM, DEAD_LETTER_STREAM } from './topology.ts';

/** A message that its consumer could not handle. */
export interface DeadLetter {
  readonly service: ServiceName;
  /** Where it came from, and where it goes again. */
  readonly subject: string;
  readonly reason: string;
  readonly at: Date;
  readonly data: Uint8Array;
  /** Which entry of which stream speaks of it. */
  readonly kept: { readonly stream: string; readonly sequence: number };
}

const exhausted = z.object({
  stream: z.string(),
  consumer: z.string(),
  stream_seq: z.number().int().positive(),
});

/**
 * What a service could not handle, oldest first: the letters it stored itself, and those it could not
 * even store, which the server's advisory names.
 */
export async function deadLettersOf(
  connection: NatsConnection,
  service: ServiceName,
): Promise<DeadLetter[]> {
  const manager = await jetstreamManager(connection);
  const stored = await messagesIn(manager, DEAD_LETTER_STREAM, `dead.${service}`);
  const letters = stored.map(({ seq, data, header, time }) => ({
    service,
    subject: header.get('Pst-Subject'),
    reason: header.get('Pst-Reason'),
    at: new Date(time),
    data,
    kept: { stream: DEAD_LETTER_STREAM, sequence: seq },
  }));
  const advisories = await messagesIn(
    manager,
    ADVISORY_STREAM,
    `$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.*.${service}`,
  );
  for (const advisory of advisories) {
    const { stream, stream_seq: seq } = exhausted.parse(advisory.json());
    const message = await manager.streams.getMessage(stream, { seq }).catch(() => null);
    // Gone by age: nothing is left to deliver.
    if (message !== null) {
      letters.push({
        service,
        subject: message.subject,
        reason: 'exhausted, and not stored',
        at: new Date(advisory.time),
        data: message.data,
        kept: { stream: ADVISORY_STREAM, sequence: advisory.seq },
      });
    }
  }
  return letters;
}

/** How many letters a service stored; what they say is for the operator alone. */
export async function countDeadLetters(
  connection: NatsConnection,
  service: ServiceName,
): Promise<number> {
  const subject = `dead.${service}`;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { state } = await manager.streams.info(DEAD_LETTER_STREAM, { subjects_filter: subject });
  return state.subjects?.[subject] ?? 0;
}

/**
 * Delivers the dead letters of a service again: to their old subjects under new message ids, because the
 * stream would take the old one for a repetition. Everybody who has handled the event ignores it by its
 * own id. The number of messages that left.
 */
export async function redrive(connection: NatsConnection, service: ServiceName): Promise<number> {
  const letters = await deadLettersOf(connection, service);
  const manager = await jetstreamManager(connection);
  for (const { subject, data, kept } of letters) {
    await jetstream(connection).publish(subject, data, { msgID: `redriven-${newId()}` });
    // Only now: a crash in between delivers twice, which the inbox makes once.
    await manager.streams.deleteMessage(kept.stream, kept.sequence);
  }
  return letters.length;
}

async function messagesIn(manager: JetStreamManager, stream: string, subject: string) {
  const found = [];
  for (let seq = 1; ;) {
    const message = await manager.direct
      .getMessage(stream, { seq, next_by_subj: subject })
      .catch(() => null);
    if (message === null) {
      return found;
    }
    found.push(message);
    seq = message.seq + 1;
  }
}
