import { hash, verify } from '@node-rs/argon2';
import { tooManyRequests } from '@pst/contracts';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A full queue is worked off in about this time. */
const RETRY_AFTER_SECONDS = 2;

/**
 * Argon2id behind a gate: each hash takes 19 MiB and a core, so only a few run at once and only
 * so many may wait. Without it a burst of sign-ins would starve everything else.
 */
export class PasswordHashing {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly atOnce = 2,
    private readonly mayWait = 50,
  ) {}

  /** The encoded hash (PHC string). Throws `too-many-requests`. */
  hash(password: string): Promise<string> {
    return this.pass(() => hash(password.normalize('NFKC'), parameters));
  }

  /** An unknown account (`null`) costs the same as a wrong password. Throws `too-many-requests`. */
  verify(encoded: string | null, password: string): Promise<boolean> {
    return this.pass(async () => {
      this.decoy ??= hash('no account has this password', parameters);
      const matches = await verify(encoded ?? (await this.decoy), password.normalize('NFKC'));
      return encoded !== null && matches;
    });
  }

  private async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.mayWait) {
        throw tooManyRequests.error({ retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      // The place is handed over by the one who leaves, so `running` stays as it is.
      await new Promise<void>((enter) => this.waiting.push(enter));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.running -= 1;
      }
    }
  }
}
