/** Where a message of ours is: the last three are WhatsApp's word. */
export type SendingState = 'pending' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** What became of handing a message over to WhatsApp. */
export type GraphOutcome =
  | { readonly kind: 'sent'; readonly wamid: string }
  | { readonly kind: 'refused'; readonly code: string; readonly again: boolean };

/** What Meta calls a message outside the 24 hours; its own clock may be a little ahead of ours. */
const WINDOW_CLOSED = 'graph-131047';
const MOST_ATTEMPTS = 6;
const FIRST_DELAY_MS = 5_000;
/** A worker that has been at it for longer has died. */
const LEASE_MS = 2 * 60_000;
const ORDER: readonly SendingState[] = ['pending', 'sending', 'sent', 'delivered', 'read'];

/** A message of ours on its way by WhatsApp. */
export class WhatsappSending {
  readonly id!: string;
  readonly office!: string;
  readonly complaintId!: string;
  /** The message in the thread that it brings; null for the receipt, whose PIN stands nowhere else. */
  readonly messageId!: string | null;
  /** Erased when WhatsApp has it. */
  wordsSealed!: string | null;
  /** As it is written, or as the approved template that names the code. */
  form!: 'text' | 'template' | null;
  state!: SendingState;
  attempts!: number;
  /** While `sending`: when its worker is taken for dead. */
  nextAttemptAt!: Date | null;
  wamid!: string | null;
  failure!: string | null;
  readonly createdAt!: Date;

  static of(
    facts: Pick<WhatsappSending, 'id' | 'office' | 'complaintId' | 'messageId' | 'wordsSealed'>,
    now: Date,
  ): WhatsappSending {
    return Object.assign(new WhatsappSending(), facts, {
      form: null,
      state: 'pending' as const,
      attempts: 0,
      nextAttemptAt: now,
      wamid: null,
      failure: null,
      createdAt: now,
    });
  }

  /** Written down before WhatsApp is spoken to; false when a dead worker may have sent it already. */
  begin(form: 'text' | 'template', now: Date): boolean {
    if (this.state === 'sending') {
      this.fail('interrupted');
      return false;
    }
    this.state = 'sending';
    this.form = this.failure === WINDOW_CLOSED ? 'template' : form;
    this.attempts += 1;
    this.nextAttemptAt = new Date(now.getTime() + LEASE_MS);
    return true;
  }

  settle(outcome: GraphOutcome, now: Date): void {
    if (this.state !== 'sending') {
      return; // WhatsApp's word about it was quicker than its answer
    }
    if (outcome.kind === 'sent') {
      this.wamid = outcome.wamid;
      this.heard('sent', undefined);
      return;
    }
    const withTemplate = outcome.code === WINDOW_CLOSED && this.form === 'text';
    if ((outcome.again || withTemplate) && this.attempts < MOST_ATTEMPTS) {
      const delay = withTemplate ? 0 : FIRST_DELAY_MS * 2 ** (this.attempts - 1);
      this.state = 'pending';
      this.failure = outcome.code;
      this.nextAttemptAt = new Date(now.getTime() + delay);
    } else {
      this.fail(outcome.code);
    }
  }

  /** WhatsApp's word, which comes in any order and more than once: it only ever goes forward. */
  heard(state: 'sent' | 'delivered' | 'read' | 'failed', code: string | undefined): void {
    if (state === 'failed') {
      if (this.state !== 'delivered' && this.state !== 'read') {
        this.fail(code ?? 'unknown');
      }
    } else if (this.state === 'failed' || ORDER.indexOf(state) > ORDER.indexOf(this.state)) {
      this.state = state;
      this.failure = null;
      this.wordsSealed = null;
      this.nextAttemptAt = null;
    }
  }

  private fail(code: string): void {
    this.state = 'failed';
    this.failure = code;
    this.wordsSealed = null;
    this.nextAttemptAt = null;
  }
}
