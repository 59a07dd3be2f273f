export type MessageStatus = 'pending' | 'sending' | 'sent' | 'failed';

const maxAttempts = 8;
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;

/** Milliseconds before the next attempt; `random` in [0, 1) spreads retries over the upper half. */
export function retryDelay(attempts: number, random: number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}

/** The fate of one send-message command. */
export class Message {
  status: MessageStatus = 'pending';
  attempts = 0;
  sendingToken: string | null = null;
  nextAttemptAt: Date | null = null;
  failure: string | null = null;

  constructor(readonly id: string) {}

  /** Taken before SMTP begins, so that a crash leaves a visible `sending` row and not a second mail. */
  begin(token: string): boolean {
    if (this.status !== 'pending') {
      return false;
    }
    this.status = 'sending';
    this.sendingToken = token;
    this.attempts += 1;
    return true;
  }

  /** The server took the message over; a worker that lost its token changes nothing. */
  sent(token: string): boolean {
    return this.settle(token, 'sent');
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

  /**
   * What a restart makes of a row left in `sending`: repeat when a second copy harms nobody, else
   * fail visibly so that staff decide.
   */
  recover(afterCrash: 'repeat' | 'fail', now: Date): void {
    if (this.status !== 'sending') {
      return;
    }
    this.sendingToken = null;
    this.status = afterCrash === 'repeat' ? 'pending' : 'failed';
    this.failure = 'interrupted';
    this.nextAttemptAt = afterCrash === 'repeat' ? now : null;
  }

  private settle(token: string, status: MessageStatus): boolean {
    if (this.status !== 'sending' || this.sendingToken !== token) {
      return false;
    }
    this.status = status;
    this.sendingToken = null;
    return true;
  }
}
