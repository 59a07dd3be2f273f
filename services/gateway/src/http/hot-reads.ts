import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RequestContract } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Passed, Services } from './services.ts';

interface Kept {
  readonly passed: Passed;
  readonly etag: string;
  readonly until: number;
}

/** Forgetting is by events; this bounds how long a lost event could show. */
const KEPT_MS = 15_000;
const MOST_KEPT = 2_000;
const KEPT_OF = ['guestbook', 'catalogue', 'feedback', 'complaints'];

/**
 * Answers that are the same for everybody, kept until the answering service announces any change. An
 * answer that was asked for before a change and arrives after it is not kept.
 */
@Injectable()
export class HotReads {
  private readonly kept = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<Kept>>();
  private readonly generations = new Map<string, number>();

  constructor(
    private readonly bus: Bus,
    private readonly services: Services,
  ) {
    for (const service of KEPT_OF) {
      this.bus.connection.subscribe(`pst.*.${service}.>`, { callback: () => this.forget(service) });
    }
    // Who has just changed something here reads it at once, and not when its announcement comes round.
    this.services.onChange((service) => this.forget(service));
    // Whatever was announced during an outage was not heard here.
    this.bus.onReconnect(() => {
      for (const service of KEPT_OF) {
        this.forget(service);
      }
    });
  }

  /** The answer, or nothing with 304 when the client has it already. */
  async pass(
    contract: RequestContract,
    body: Record<string, unknown>,
    from: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Passed | undefined> {
    const key = `${contract.service}|${contract.pattern}|${JSON.stringify(body)}`;
    const now = performance.now();
    let found = this.kept.get(key);
    if (found === undefined || found.until < now) {
      found = await (this.underWay.get(key) ?? this.fetch(key, contract, body, from));
    }
    void reply.header('etag', found.etag).header('cache-control', 'no-cache');
    if (from.headers['if-none-match'] === found.etag) {
      void reply.status(304);
      return undefined;
    }
    return found.passed;
  }

  private async fetch(
    key: string,
    contract: RequestContract,
    body: Record<string, unknown>,
    from: FastifyRequest,
  ): Promise<Kept> {
    const generation = this.generations.get(contract.service);
    const asked = this.services.pass(contract, body, from).then((passed) => {
      const hash = createHash('sha256').update(passed.reply.bytes).digest('base64url');
      return { passed, etag: `"${hash.slice(0, 22)}"`, until: performance.now() + KEPT_MS };
    });
    this.underWay.set(key, asked);
    try {
      const fresh = await asked;
      if (this.generations.get(contract.service) === generation) {
        if (this.kept.size >= MOST_KEPT) {
          this.kept.clear();
        }
        this.kept.set(key, fresh);
      }
      return fresh;
    } finally {
      this.underWay.delete(key);
    }
  }

  private forget(service: string): void {
    this.generations.set(service, (this.generations.get(service) ?? 0) + 1);
    for (const key of this.kept.keys()) {
      if (key.startsWith(`${service}|`)) {
        this.kept.delete(key);
      }
    }
    for (const key of this.underWay.keys()) {
      if (key.startsWith(`${service}|`)) {
        this.underWay.delete(key);
      }
    }
  }
}
