import { workstationNotInState, type RequestOf, type moveWorkstation } from '@pst/contracts';

export type WorkstationAction = RequestOf<typeof moveWorkstation>['action'];
export type WorkstationState = 'free' | 'offered' | 'in-use' | 'cleaning' | 'out-of-order';

/**
 * A desk PC: free, held for a visitor, in use, being cleaned, or out of order. A shared PC shows nothing
 * of its last reader, so after use it is cleaned before it is offered again (service-domain 3.3).
 */
export class Workstation {
  readonly id!: string;
  readonly office!: string;
  readonly name!: string;
  state!: WorkstationState;
  /** Whom it is held for, or who sits there. */
  visitId!: string | null;
  since!: Date;
  /** The office's device that stands on it, when it has a credential of its own. */
  readonly deviceId!: string | null;
  /** Of the token in the PC's browser, while the visit it is handed over for is attached to it. */
  sessionHash!: string | null;
  /** Until when an offer holds. */
  dueAt!: Date | null;

  private constructor() {}

  static added(facts: Pick<Workstation, 'id' | 'office' | 'name' | 'since'>): Workstation {
    return Object.assign(new Workstation(), facts, {
      state: 'free' as const,
      visitId: null,
      deviceId: null,
      sessionHash: null,
      dueAt: null,
    });
  }

  offerTo(visitId: string, at: Date, dueAt: Date | null): void {
    this.require('offer', ['free']);
    this.become('offered', at, visitId);
    this.dueAt = dueAt;
  }

  /** Handed over; straight from free when the visitor stands before it. */
  start(visitId: string | null, at: Date): void {
    this.require('start', ['offered', 'free']);
    this.become('in-use', at, visitId);
  }

  /** The browser of the PC has the visit now; a token given out before ends. */
  attach(sessionHash: string): void {
    this.require('start', ['in-use']);
    this.sessionHash = sessionHash;
  }

  /** The offer is over, untaken: nobody sat there, so there is nothing to clean. */
  takeBackOffer(at: Date): void {
    this.require('release', ['offered']);
    this.become('free', at);
  }

  release(at: Date): void {
    this.require('release', ['in-use']);
    this.become('cleaning', at);
  }

  ready(at: Date): void {
    this.require('ready', ['cleaning', 'out-of-order']);
    this.become('free', at);
  }

  takeOut(at: Date): void {
    this.require('out-of-order', ['free', 'offered', 'in-use', 'cleaning']);
    this.become('out-of-order', at);
  }

  private become(state: WorkstationState, at: Date, visitId: string | null = null): void {
    this.state = state;
    this.since = at;
    this.visitId = visitId;
    // Whatever happens to the PC ends the session of its browser.
    this.sessionHash = null;
    this.dueAt = null;
  }

  private require(action: WorkstationAction, states: readonly WorkstationState[]): void {
    if (!states.includes(this.state)) {
      throw workstationNotInState.error({ state: this.state, action });
    }
  }
}
