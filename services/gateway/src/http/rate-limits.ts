import { Injectable } from '@nestjs/common';
import { tooManyRequests } from '@pst/contracts';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { GatewayConfig } from '../gateway.config.ts';
import type { LimitClass } from './asks.ts';
import { Settings } from './injected.ts';

/**
 * Requests a minute and client address. An office shares one address between its kiosk, its desk PCs
 * and every phone on its Wi-Fi, so the bounds stop a script, not a busy morning.
 */
const PER_MINUTE: Record<LimitClass, number> = {
  read: 3_000,
  write: 600,
  'sign-in': 120,
  /** Each of them sends a mail to somebody. */
  mail: 60,
  /** A reader fetches a book in pieces, several of them for one page. */
  file: 3_000,
  stream: 120,
};
/** Wrong passwords for one e-mail address in a quarter of an hour. */
const WRONG_PASSWORDS = 10;
const QUARTER_HOUR_SECONDS = 900;

/** How much one client may ask; per process, so a replica more is a share more. */
@Injectable()
export class RateLimits {
  private readonly byClass: Record<LimitClass, RateLimiterMemory>;
  private readonly wrongPasswords = new RateLimiterMemory({
    points: WRONG_PASSWORDS,
    duration: QUARTER_HOUR_SECONDS,
  });
  private readonly on: boolean;

  constructor(@Settings() config: GatewayConfig) {
    this.on = config.RATE_LIMITS === 'on';
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 });
    this.byClass = {
      read: limiter(PER_MINUTE.read),
      write: limiter(PER_MINUTE.write),
      'sign-in': limiter(PER_MINUTE['sign-in']),
      mail: limiter(PER_MINUTE.mail),
      file: limiter(PER_MINUTE.file),
      stream: limiter(PER_MINUTE.stream),
    };
  }

  /** Counts the request and tells the client where it stands; throws `too-many-requests`. */
  async count(limit: LimitClass, address: string, reply: FastifyReply): Promise<void> {
    if (!this.on) {
      return;
    }
    const limiter = this.byClass[limit];
    const state = await limiter.consume(address).catch(refused);
    const seconds = Math.ceil(state.msBeforeNext / 1_000);
    void reply.header(
      'ratelimit',
      `"${limit}";r=${Math.max(0, state.remainingPoints)};t=${seconds}`,
    );
    if (state.consumedPoints > limiter.points) {
      throw tooManyRequests.error({ retryAfterSeconds: seconds });
    }
  }

  /** Throws when the address has been tried with too many wrong passwords. */
  async beforeSignIn(email: string): Promise<void> {
    const state = await this.wrongPasswords.get(email.toLowerCase());
    if (this.on && state !== null && state.consumedPoints >= WRONG_PASSWORDS) {
      throw tooManyRequests.error({ retryAfterSeconds: Math.ceil(state.msBeforeNext / 1_000) });
    }
  }

  async wrongPassword(email: string): Promise<void> {
    await this.wrongPasswords.penalty(email.toLowerCase());
  }

  async rightPassword(email: string): Promise<void> {
    await this.wrongPasswords.delete(email.toLowerCase());
  }
}

/** The limiter rejects with its state when the points are used up, and with an error when it broke. */
function refused(reason: unknown): RateLimiterRes {
  if (reason instanceof RateLimiterRes) {
    return reason;
  }
  throw reason;
}
