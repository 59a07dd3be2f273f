import type { decideMessage, ReplyOf } from '@pst/contracts';
import type { Message } from './domain/message.ts';

/** A message as staff see it: what became of it, never what it said or to whom. */
export function messageView(message: Message): ReplyOf<typeof decideMessage> {
  return {
    id: message.id,
    template: message.template,
    state: message.status,
    attempts: message.attempts,
    cause: { kind: message.causeKind, id: message.causeId },
    createdAt: message.createdAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
    failure: message.failure,
    edition: message.edition,
    contentKept: message.sealed !== null,
  };
}
