import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { proofOfWorkNeeded } from '@pst/contracts';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { GatewayConfig } from '../gateway.config.ts';
import { Settings } from './injected.ts';

/** Base64 of the JSON of the challenge with its solution, as ALTCHA writes it. */
export const PROOF_HEADER = 'x-proof-of-work';

/** Iterations of one try, and how many tries it takes: half a second at a desk PC, two on an old phone. */
const COST = 5_000;
const FEWEST_TRIES = 150;
const MOST_TRIES = 300;
const LIFETIME_SECONDS = 600;

const proof = z.object({
  challenge: proofOfWorkNeeded.params.shape.challenge,
  solution: z.object({ counter: z.number().int().nonnegative(), derivedKey: z.string().max(128) }),
});

/**
 * Makes whoever is not signed in pay with a moment of their processor's time, which a person does not
 * notice and a flood of letters does. No picture to read, nobody else's server, nothing stored.
 */
@Injectable()
export class ProofOfWork {
  private readonly secrets: { hmacSignatureSecret: string; hmacKeySignatureSecret: string };
  /** Per process: with more gateways a proof is good once at each of them. */
  private readonly uses = new RateLimiterMemory({ points: 1, duration: LIFETIME_SECONDS });

  constructor(@Settings() { ACTOR_PRIVATE_KEY }: Pick<GatewayConfig, 'ACTOR_PRIVATE_KEY'>) {
    // Every replica derives the same, so that one checks what another asked for.
    const secretFor = (use: string) =>
      createHmac('sha256', ACTOR_PRIVATE_KEY).update(`proof-of-work ${use}`).digest('hex');
    this.secrets = {
      hmacSignatureSecret: secretFor('challenge'),
      hmacKeySignatureSecret: secretFor('key'),
    };
  }

  /** Throws `proof-of-work-needed`, with a new challenge, unless the request solves one of ours. */
  async require(request: Pick<FastifyRequest, 'headers'>): Promise<void> {
    const shown = readProof(request.headers[PROOF_HEADER]);
    if (shown === undefined || !(await this.holds(shown))) {
      throw proofOfWorkNeeded.error({ challenge: await this.challenge() });
    }
  }

  private async holds({ challenge, solution }: z.output<typeof proof>): Promise<boolean> {
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      ...this.secrets,
    });
    return verified && (await this.isFirstUse(challenge.signature));
  }

  private async isFirstUse(signature: string): Promise<boolean> {
    try {
      await this.uses.consume(signature);
      return true;
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        return false;
      }
      throw error;
    }
  }

  private async challenge() {
    const { parameters, signature = '' } = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: COST,
      // A chosen number of tries: without it one visitor in a hundred would wait five times as long.
      counter: randomInt(MOST_TRIES, FEWEST_TRIES),
      deriveKey,
      // The world's time and not the office's: a demonstration clock stands elsewhere.
      expiresAt: Math.floor(Date.now() / 1_000) + LIFETIME_SECONDS,
      ...this.secrets,
    });
    return { parameters, signature };
  }
}

function readProof(header: string | string[] | undefined): z.output<typeof proof> | undefined {
  if (typeof header !== 'string' || header.length > 4_000) {
    return undefined;
  }
  try {
    return proof.safeParse(JSON.parse(Buffer.from(header, 'base64').toString())).data;
  } catch {
    // Not JSON is as good as no proof: the answer says how to make one.
    return undefined;
  }
}
