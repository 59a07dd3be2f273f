import type { CheckIn } from '@pst/contracts';

export type CounterState = 'open' | 'paused' | 'closed';

/** What happened at a counter: a shift begins, is interrupted, or ends. */
export interface ShiftChange {
  readonly type: 'opened' | 'paused' | 'closed';
  readonly officerId: string;
}

/** A desk at which one officer at a time takes visitors; the stretch in between is their shift. */
export class Counter {
  readonly id!: string;
  readonly office!: string;
  readonly name!: string;
  /** Which services it calls for; empty for all. */
  services!: CheckIn['service'][];
  state!: CounterState;
  officerId!: string | null;
  since!: Date | null;

  private constructor() {}

  static setUp(facts: Pick<Counter, 'id' | 'office' | 'name' | 'services'>): Counter {
    return Object.assign(new Counter(), facts, {
      state: 'closed' as const,
      officerId: null,
      since: null,
    });
  }

  /** An officer sits down. Whoever had the counter has left it, so their shift ends. */
  open(officerId: string, at: Date): ShiftChange[] {
    if (this.state === 'open' && this.officerId === officerId) {
      return [];
    }
    const changes = this.officerId === officerId ? [] : this.close(at);
    this.become('open', officerId, at);
    return [...changes, { type: 'opened', officerId }];
  }

  pause(at: Date): ShiftChange[] {
    const { officerId } = this;
    if (this.state !== 'open' || officerId === null) {
      return [];
    }
    this.become('paused', officerId, at);
    return [{ type: 'paused', officerId }];
  }

  close(at: Date): ShiftChange[] {
    const { officerId } = this;
    if (this.state === 'closed' || officerId === null) {
      return [];
    }
    this.become('closed', null, at);
    return [{ type: 'closed', officerId }];
  }

  private become(state: CounterState, officerId: string | null, at: Date): void {
    this.state = state;
    this.officerId = officerId;
    this.since = at;
  }
}
