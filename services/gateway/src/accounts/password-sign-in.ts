import { Injectable } from '@nestjs/common';
import { ProblemError, signIn, wrongCredentials, type ReplyOf } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RateLimits } from '../http/rate-limits.ts';
import { Services } from '../http/services.ts';

/** Signing in by password, not too often with a wrong one. */
@Injectable()
export class PasswordSignIn {
  constructor(
    private readonly services: Services,
    private readonly limits: RateLimits,
  ) {}

  async signIn(
    credentials: z.input<typeof signIn.request>,
    from: FastifyRequest,
  ): Promise<ReplyOf<typeof signIn>> {
    const { email } = credentials;
    await this.limits.beforeSignIn(email);
    try {
      const session = await this.services.ask(signIn, credentials, from);
      await this.limits.rightPassword(email);
      return session;
    } catch (error) {
      if (error instanceof ProblemError && error.slug === wrongCredentials.slug) {
        await this.limits.wrongPassword(email);
      }
      throw error;
    }
  }
}
