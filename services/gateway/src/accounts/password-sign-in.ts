import { Injectable } from '@nestjs/common';
import {
  notSignedIn,
  ProblemError,
  signIn,
  wrongCredentials,
  type ReplyOf,
  type RequestContract,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RateLimits } from '../http/rate-limits.ts';
import { Services, type Passed } from '../http/services.ts';

/** What a password opens, not too often with a wrong one. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly services: Services,
    private readonly limits: RateLimits,
  ) {}

  signIn(
    credentials: z.input<typeof signIn.request>,
    from: FastifyRequest,
  ): Promise<ReplyOf<typeof signIn>> {
    return this.bounded(credentials.email, () => this.services.ask(signIn, credentials, from));
  }

  /** Asks what a signed-in person is asked the password for once more. */
  again(contract: RequestContract, body: unknown, from: FastifyRequest): Promise<Passed> {
    if (from.actor?.kind !== 'account') {
      throw notSignedIn.error({});
    }
    return this.bounded(from.actor.email, () => this.services.pass(contract, body, from));
  }

  private async bounded<Done>(email: string, work: () => Promise<Done>): Promise<Done> {
    await this.limits.beforeSignIn(email);
    try {
      const done = await work();
      await this.limits.rightPassword(email);
      return done;
    } catch (error) {
      if (error instanceof ProblemError && error.slug === wrongCredentials.slug) {
        await this.limits.wrongPassword(email);
      }
      throw error;
    }
  }
}
