import type { readKiosk, ReplyOf, takeKioskEntries, takeTicketBlock } from '@pst/contracts';
import { newId, sealEntry } from '@pst/contracts/browser';
import { ask, Problem } from '../gateway/gateway.ts';
import { keepClock } from '../gateway/office-clock.ts';
import { bodyOf, type Answers } from '../guestbook/entry.ts';
import { Drawer, type Print, type Refusal, type SealedEntry } from './drawer.ts';
import { hoursAt, promisedBy } from './service-hours.ts';

type SetUp = ReplyOf<typeof readKiosk>;

const REFRESH_MS = 30_000;
/** A visitor looks at a spinner no longer than this; then the kiosk goes on alone. */
const PATIENCE_MS = 4_000;
const ENOUGH_NUMBERS = 25;
const BATCH = 20;
const HOUR_MS = 3_600_000;
/** The desk's list has all of them; the kiosk shows those of a working day. */
const REFUSALS_SHOWN_HOURS = 12;
const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A visitor's ticket; position and promise only as far as somebody knows them. */
export interface Ticket {
  readonly id: string;
  readonly code: string;
  readonly ticketNumber: string;
  readonly position: number | undefined;
  readonly dueAt: string | undefined;
  /** The guestbook has not heard of it yet. */
  readonly offline: boolean;
}

/** Why no ticket was given; `refused` names a number that the officer finds in a list. */
export type NoTicket =
  | { readonly why: 'closed' | 'no-numbers' }
  | { readonly why: 'refused'; readonly ticketNumber: string };

export interface KioskState {
  readonly stage: 'starting' | 'ready' | 'not-set-up' | 'insecure';
  readonly setUp?: SetUp;
  readonly online: boolean;
  readonly pending: number;
  readonly numbersLeft: number;
  readonly refusals: readonly Refusal[];
}

/**
 * The kiosk's own part of the guestbook: gives out tickets from its block, seals entries, and hands them
 * over as soon as anybody answers. Screens ask it and know nothing of the network.
 */
export class Outpost {
  private state: KioskState = {
    stage: 'starting',
    online: false,
    pending: 0,
    numbersLeft: 0,
    refusals: [],
  };
  private readonly watchers = new Set<() => void>();
  private drawer: Drawer | undefined;
  private ahead = 0;
  /** Entries whose visitor waits for the first answer; not to be handed over behind their back. */
  private readonly inHand = new Set<string>();
  private working = false;

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };
  readonly read = (): KioskState => this.state;

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Begins with what was kept, then listens for the network for as long as the page is open. */
  async start(): Promise<void> {
    if (!window.isSecureContext) {
      this.become({ stage: 'insecure' });
      return;
    }
    this.drawer = await Drawer.open();
    // Asked not to, the browser does not clear what waits here when the disk runs full.
    void navigator.storage.persist();
    const setUp = await this.drawer.read('setUp');
    this.ahead = (await this.drawer.read('ahead')) ?? 0;
    await this.count();
    if (setUp !== undefined) {
      keepClock(this.now().toISOString());
      this.become({ stage: 'ready', setUp });
    }
    // A cookie that is used is written anew, and so never runs out.
    ask('/v1/device-session').catch(() => undefined);
    await this.work();
    setInterval(() => void this.work(), REFRESH_MS);
    window.addEventListener('online', () => void this.work());
  }

  /** Gives the visitor a ticket: from the guestbook if it answers in time, and otherwise alone. */
  async sign(answers: Answers): Promise<Ticket | NoTicket> {
    const { drawer } = this;
    const { setUp } = this.state;
    const at = this.now();
    if (drawer === undefined || setUp === undefined || !hoursAt(setUp.openings, at).open) {
      return { why: 'closed' };
    }
    const ticketNumber = await drawer.takeNumber();
    if (ticketNumber === undefined) {
      await this.count();
      return { why: 'no-numbers' };
    }
    const code = aCode();
    const place = {
      id: newId(at.getTime()),
      deviceId: setUp.deviceId,
      ticketNumber,
      signedAt: at.toISOString(),
    };
    const text = JSON.stringify({ code, entry: bodyOf(answers) });
    const sealed = await sealEntry(text, { ...place, office: setUp.office.code }, setUp.entryKey);
    const entry = { ...place, sealed };
    this.inHand.add(entry.id);
    try {
      // Kept before it is sent: a power cut while waiting for the answer loses nobody.
      await drawer.putEntry(entry);
      const [result] =
        (await this.handOver([entry], false, AbortSignal.timeout(PATIENCE_MS)).catch(unanswered)) ??
        [];
      if (result?.outcome === 'refused') {
        return { why: 'refused', ticketNumber };
      }
      return {
        id: entry.id,
        code,
        ticketNumber,
        position: result?.ticket?.position,
        dueAt: result?.ticket?.dueAt ?? promisedBy(setUp.openings, at, setUp.servedAfterMinutes),
        offline: result === undefined,
      };
    } catch (error) {
      if (error instanceof Problem && isShutOut(error)) {
        // Revoked meanwhile: the entry stays here, sealed, and the visitor is the officer's.
        this.become({ stage: 'not-set-up' });
        return { why: 'refused', ticketNumber };
      }
      throw error;
    } finally {
      this.inHand.delete(entry.id);
      await this.count();
    }
  }

  /** What the visitor says of the paper; told to the guestbook when it can be reached. */
  async notePrint(print: Print): Promise<void> {
    await this.drawer?.putPrint(print);
    void this.work();
  }

  /** Asks for what may have changed, and hands over what waits. One at a time. */
  private async work(): Promise<void> {
    if (this.working) {
      return;
    }
    this.working = true;
    try {
      await this.refresh();
      await this.handOverAll();
      await this.tellPrints();
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      this.become({ online: false });
      if (isShutOut(error)) {
        this.become({ stage: 'not-set-up' });
      }
    } finally {
      this.working = false;
      await this.count();
    }
  }

  private async refresh(): Promise<void> {
    const drawer = this.opened();
    const asked = Date.now();
    const setUp = await ask<SetUp>('/v1/kiosk');
    // The answer was written about half-way between asking and hearing.
    this.ahead = Date.parse(setUp.at) - (asked + Date.now()) / 2;
    keepClock(this.now().toISOString());
    const before = await drawer.read('setUp');
    if (before !== undefined && before.deviceId !== setUp.deviceId) {
      // Set up anew: the old numbers belong to a kiosk that this one is no more.
      await drawer.keep('numbers', []);
    }
    await drawer.keep('setUp', setUp);
    await drawer.keep('ahead', this.ahead);
    if (((await drawer.read('numbers')) ?? []).length < ENOUGH_NUMBERS) {
      const block = await ask<ReplyOf<typeof takeTicketBlock>>('/v1/kiosk/ticket-blocks', {
        method: 'POST',
      });
      await drawer.addNumbers(block.numbers);
    }
    await this.count();
    this.become({ stage: 'ready', setUp, online: true });
  }

  private async handOverAll(): Promise<void> {
    const drawer = this.opened();
    const waiting = (await drawer.entries()).filter(({ id }) => !this.inHand.has(id));
    for (const entry of waiting.filter((one) => this.isOver(one))) {
      await this.noteRefusal(entry, 'expired');
      await drawer.remove('entries', entry.id);
    }
    const good = waiting.filter((one) => !this.isOver(one));
    for (let from = 0; from < good.length; from += BATCH) {
      await this.handOver(good.slice(from, from + BATCH), true);
    }
  }

  private async handOver(entries: readonly SealedEntry[], offline: boolean, signal?: AbortSignal) {
    const drawer = this.opened();
    const { results } = await ask<ReplyOf<typeof takeKioskEntries>>('/v1/kiosk/entries', {
      method: 'POST',
      body: { entries: entries.map((entry) => ({ ...entry, offline })) },
      ...(signal && { signal }),
    });
    for (const { id, outcome, reason } of results) {
      const entry = entries.find((one) => one.id === id);
      if (outcome === 'refused' && reason !== null && entry !== undefined) {
        await this.noteRefusal(entry, reason);
      }
      await drawer.remove('entries', id);
    }
    return results;
  }

  private async tellPrints(): Promise<void> {
    const drawer = this.opened();
    for (const print of await drawer.prints()) {
      try {
        await ask('/v1/kiosk/prints', { method: 'POST', body: print, key: print.visitId });
      } catch (error) {
        // Of a visit that was refused there is nothing to tell.
        if (!(error instanceof Problem && error.status === 404)) {
          throw error;
        }
      }
      await drawer.remove('prints', print.visitId);
    }
  }

  private isOver({ signedAt }: SealedEntry): boolean {
    const hours = this.state.setUp?.keepEntriesHours ?? Number.POSITIVE_INFINITY;
    return this.now().getTime() - Date.parse(signedAt) > hours * HOUR_MS;
  }

  private async noteRefusal(entry: SealedEntry, reason: Refusal['reason']): Promise<void> {
    const { ticketNumber, signedAt } = entry;
    const known = (await this.opened().read('refusals')) ?? [];
    await this.opened().keep('refusals', [...known, { ticketNumber, signedAt, reason }].slice(-50));
  }

  private async count(): Promise<void> {
    const { drawer } = this;
    if (drawer === undefined) {
      return;
    }
    const since = this.now().getTime() - REFUSALS_SHOWN_HOURS * HOUR_MS;
    const refusals = (await drawer.read('refusals')) ?? [];
    this.become({
      pending: (await drawer.entries()).length,
      numbersLeft: ((await drawer.read('numbers')) ?? []).length,
      refusals: refusals.filter(({ signedAt }) => Date.parse(signedAt) > since),
    });
  }

  private opened(): Drawer {
    if (this.drawer === undefined) {
      throw new Error('The kiosk has not started');
    }
    return this.drawer;
  }

  private become(change: Partial<KioskState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) {
      watcher();
    }
  }
}

/** 80 random bits, as the guestbook's own ticket codes. */
function aCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join('');
}

/** The token is worth nothing (any more). */
const isShutOut = ({ status }: Problem) => status === 401 || status === 403;

/** No answer in time, or none that judges: the kiosk goes on alone. */
function unanswered(error: unknown): undefined {
  if (error instanceof DOMException || (error instanceof Problem && !isShutOut(error))) {
    return undefined;
  }
  throw error;
}
