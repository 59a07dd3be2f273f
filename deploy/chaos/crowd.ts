import { setTimeout as pause } from 'node:timers/promises';

import { newId } from '@pst/contracts';

import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { SystemUnderFire } from './system-under-fire.ts';

/** A visit of somebody who wants to read here. */
export const VISIT = {
  name: 'Pengunjung Uji',
  identityKind: 'ktp',
  institution: 'Instansi Uji',
  institutionCategory: 'other',
  occupation: 'other',
  education: 'none',
  sex: 'male',
  birthYear: 1990,
  purpose: 'library-visit',
  useOfData: 'other',
  service: 'physical-library',
  noticeVersion: '2026-01',
};
/** After so long without an answer a client asks again. */
const PATIENCE_MS = 10_000;
/** A wish that nobody grants in this time is given up: the experiment says so. */
const GIVES_UP_AFTER_MS = 120_000;

interface Wish {
  readonly path: string;
  readonly body: unknown;
  readonly token?: string;
  readonly key: string;
}

interface Answer {
  readonly status: number;
  readonly body: { readonly id?: string; readonly accessToken?: string };
}

/**
 * Visitors who sign the guestbook and open accounts, and officers who call and serve them, through the
 * public API. They are patient: until there is a word they ask again under the same Idempotency-Key.
 */
export class Crowd {
  private readonly people: Promise<void>[] = [];
  private leaving = false;
  private token = '';

  constructor(
    private readonly system: SystemUnderFire,
    private readonly ledger: Ledger,
    private readonly random: Random,
  ) {}

  /** They begin, and go on until {@link leave}. */
  async enter({ visitors = 4, officers = 2, pauseMs = 40 } = {}): Promise<void> {
    await this.signIn();
    for (let n = 0; n < visitors; n += 1) {
      this.people.push(this.visiting(pauseMs));
    }
    for (let n = 0; n < officers; n += 1) {
      this.people.push(this.serving(String(n + 1), pauseMs));
    }
  }

  /** Each finishes what was begun. */
  async leave(): Promise<void> {
    this.leaving = true;
    await Promise.all(this.people);
  }

  private async visiting(pauseMs: number): Promise<void> {
    for (let n = 0; !this.leaving; n += 1) {
      if (n % 5 === 4) {
        await this.register();
      } else {
        await this.sign();
      }
      await pause(this.random.between(0, 2 * pauseMs));
    }
  }

  private async sign(): Promise<void> {
    const answer = await this.insist({ path: '/v1/visits', body: VISIT, key: newId() });
    if (answer?.status === 201) {
      this.happened('pst.guestbook.visit.checked-in.v1', answer.body.id);
    }
  }

  private async register(): Promise<void> {
    const email = `pembaca-${newId()}@contoh.example`;
    const body = { name: 'Pembaca Uji', email, password: 'kursi rotan di teras' };
    const answer = await this.insist({ path: '/v1/accounts', body, key: newId() });
    if (answer?.status === 202) {
      this.ledger.mailTo.push(email);
    }
  }

  private async serving(counter: string, pauseMs: number): Promise<void> {
    while (!this.leaving) {
      const call = await this.insist(
        { path: '/v1/desk/calls', body: { counter }, token: this.token, key: newId() },
        [409],
      );
      const id = call?.body.id;
      if (call?.status === 201 && id !== undefined) {
        this.happened('pst.guestbook.visit.called.v1', id);
        await this.move(id, 'identity-check', 'identity-checked', { kind: 'ktp' });
        await this.move(id, 'start', 'serving');
        await this.move(id, 'complete', 'completed');
      }
      await pause(this.random.between(pauseMs, 3 * pauseMs));
    }
  }

  private async move(id: string, action: string, fact: string, body = {}): Promise<void> {
    const answer = await this.insist({
      path: `/v1/desk/visits/${id}/${action}`,
      body,
      token: this.token,
      key: newId(),
    });
    if (answer?.status === 200) {
      this.happened(`pst.guestbook.visit.${fact}.v1`, id);
    }
  }

  private happened(type: string, about = ''): void {
    this.ledger.acknowledged.push({ service: 'guestbook', type, about });
  }

  private async signIn(): Promise<void> {
    const wish = { path: '/v1/sessions', body: this.system.account('officer'), key: newId() };
    const answer = await this.insist(wish);
    this.token = answer?.body.accessToken ?? '';
  }

  /** Asks until there is a word. @param refusals answers that are a word too. */
  private async insist(wish: Wish, refusals: readonly number[] = []): Promise<Answer | undefined> {
    const giveUpAt = performance.now() + GIVES_UP_AFTER_MS;
    while (performance.now() < giveUpAt) {
      const answer = await this.ask(wish);
      if (typeof answer === 'string') {
        this.ledger.failures.push({ what: wish.path, how: answer });
      } else if (answer.status >= 500) {
        this.ledger.failures.push({ what: wish.path, how: String(answer.status) });
      } else {
        if (answer.status >= 400 && !refusals.includes(answer.status)) {
          this.ledger.blamed.push(`${wish.path} ${answer.status}`);
        }
        return answer;
      }
      await pause(this.random.between(100, 300));
    }
    this.ledger.unknown.push(wish.path);
    return undefined;
  }

  private async ask({ path, body, token, key }: Wish): Promise<Answer | string> {
    const asked = performance.now();
    try {
      const answer = await fetch(`${this.system.door.url}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const said = await answer.text();
      return {
        status: answer.status,
        body: said.startsWith('{') ? (JSON.parse(said) as Answer['body']) : {}, // by the contract
      };
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
    } finally {
      this.ledger.waits.push(performance.now() - asked);
    }
  }
}
