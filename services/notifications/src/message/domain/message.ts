import { messageNotInState, type messageDecision, type messageState } from '@pst/contracts';
import type { z } from 'zod';

export type MessageStatus = z.output<typeof messageState>;
type Decision = z.output<typeof messageDecision>;
/** What is done when nobody knows whether the mail left: send it again, or ask a person. */
export type InDoubt = 'repeat' | 'ask';

/** Why a mail did not arrive, as far as a mail server says it. */
export type BounceReason =
  | 'no-such-address'
  | 'mailbox-full'
  | 'too-large'
  | 'refused'
  | 'not-deliverable'
  | 'delayed';
/** Which rule of the office kept a mail back. */
export type KeptBack = 'address-suppressed' | 'opted-out' | 'too-many';

/** What goes on only by a person's decision. */
export const WAITING_FOR_A_WORD: ReadonlySet<MessageStatus> = new Set([
  'failed',
  'uncertain',
  'suppressed',
]);

const maxAttempts = 8;
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;

/** Milliseconds before the next attempt; `random` in [0, 1) spreads retries over the upper half. */
export function retryDelay(attempts: number, random: number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}

/** A lease on a message: a worker silent for longer has died while sending. */
const SENDING_LIMIT_MS = 5 * 60_000;

/** What is known of a message before anybody tries to send it. */
export type Received = Pick<
  Message,
  'id' | 'office' | 'template' | 'causeKind' | 'causeId' | 'toIndex' | 'sealed' | 'createdAt'
>;

/** The fate of one send-message command. */
export class Message {
  readonly id!: string;
  readonly office!: string;
  readonly template!: string;
  readonly causeKind!: string;
  readonly causeId!: string;
  /** The address as a keyed hash; null for what is older than that. */
  readonly toIndex!: string | null;
  /** Address and content, sealed; erased once the mail server took the message over. */
  sealed!: string | null;
  readonly createdAt!: Date;
  status!: MessageStatus;
  attempts!: number;
  sendingToken!: string | null;
  sendingSince!: Date | null;
  nextAttemptAt!: Date | null;
  sentAt!: Date | null;
  failure!: string | null;
  /** Of the words it was written with; null before the first attempt. */
  edition!: number | null;

  static received(message: Received): Message {
    return Object.assign(new Message(), message, {
      status: 'pending' as const,
      attempts: 0,
      sendingToken: null,
      sendingSince: null,
      nextAttemptAt: message.createdAt,
      sentAt: null,
      failure: null,
      edition: null,
    });
  }

  /** A rule of the office keeps it back; it stays visible, and a person may send it after all. */
  suppress(rule: KeptBack): void {
    this.status = 'suppressed';
    this.nextAttemptAt = null;
    this.failure = rule;
  }

  /** It can wait, such as for the morning. */
  waitUntil(at: Date): void {
    this.nextAttemptAt = at;
  }

  /** Taken before SMTP begins, so that a crash leaves a visible `sending` row and not a second mail. */
  begin(token: string, edition: number, now: Date): boolean {
    if (this.status !== 'pending') {
      return false;
    }
    this.status = 'sending';
    this.sendingToken = token;
    this.edition = edition;
    this.sendingSince = now;
    this.attempts += 1;
    return true;
  }

  /** The server took the message over; a worker that lost its token changes nothing. */
  sent(token: string, now: Date): boolean {
    if (!this.settle(token, 'sent')) {
      return false;
    }
    this.sentAt = now;
    this.failure = null;
    this.sealed = null;
    return true;
  }

  /** `permanent`: the server answered 5xx. Anything else is tried again, up to eight times. */
  refused(
    token: string,
    refusal: { permanent: boolean; code: string },
    now: Date,
    random: number,
  ): boolean {
    const final = refusal.permanent || this.attempts >= maxAttempts;
    if (!this.settle(token, final ? 'failed' : 'pending')) {
      return false;
    }
    this.failure = refusal.code;
    this.nextAttemptAt = final ? null : new Date(now.getTime() + retryDelay(this.attempts, random));
    return true;
  }

  /** The server had all of the mail and did not say whether it keeps it. */
  unanswered(token: string, inDoubt: InDoubt, now: Date, random: number): boolean {
    if (inDoubt === 'repeat') {
      return this.refused(token, { permanent: false, code: 'unanswered' }, now, random);
    }
    if (!this.settle(token, 'uncertain')) {
      return false;
    }
    this.failure = 'unanswered';
    return true;
  }

  /** Its worker died while sending, which looks the same. False while the worker may still be at it. */
  recover(inDoubt: InDoubt, now: Date): boolean {
    const since = this.sendingSince?.getTime() ?? 0;
    if (this.status !== 'sending' || now.getTime() - since < SENDING_LIMIT_MS) {
      return false;
    }
    this.sendingToken = null;
    this.status = inDoubt === 'repeat' ? 'pending' : 'uncertain';
    this.failure = 'interrupted';
    this.nextAttemptAt = inDoubt === 'repeat' ? now : null;
    return true;
  }

  /**
   * A person's word on what was given up, kept back or is in doubt: send it (again), or leave it at that.
   * Throws `message-not-in-state`.
   */
  decide(decision: Decision, now: Date): void {
    if (!WAITING_FOR_A_WORD.has(this.status) || this.sealed === null) {
      throw messageNotInState.error({ state: this.status });
    }
    if (decision === 'send-again') {
      this.status = 'pending';
      this.attempts = 0;
      this.nextAttemptAt = now;
    } else {
      this.status = 'dropped';
      this.sealed = null;
    }
  }

  /** Its sender took it back; one that left, or is with a worker now, stays as it is. */
  withdraw(): void {
    if (this.status === 'pending' || WAITING_FOR_A_WORD.has(this.status)) {
      this.status = 'dropped';
      this.nextAttemptAt = null;
      this.sealed = null;
    }
  }

  /** A mail server reports of it: true when it came back for good, and nobody had said so before. */
  cameBack(reason: BounceReason): boolean {
    if (reason === 'delayed') {
      this.failure = this.status === 'sent' ? reason : this.failure;
      return false;
    }
    if (this.status === 'bounced' || this.status === 'dropped') {
      return false;
    }
    // Whoever still holds the token learns that it is settled; what came back has left.
    this.status = 'bounced';
    this.sendingToken = null;
    this.nextAttemptAt = null;
    this.sealed = null;
    this.failure = reason;
    return true;
  }

  private settle(token: string, status: MessageStatus): boolean {
    if (this.status !== 'sending' || this.sendingToken !== token) {
      return false;
    }
    this.status = status;
    this.sendingToken = null;
    this.nextAttemptAt = null;
    return true;
  }
}
