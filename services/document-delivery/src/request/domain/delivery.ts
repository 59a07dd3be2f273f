import { deliveryExpired, notFound } from '@pst/contracts';
import type { PageRange } from './extract.ts';

/** One file of a delivery, as it was when the officer approved. */
export interface DeliveredFile {
  readonly n: number;
  readonly publicationId: string;
  readonly title: string;
  /** Null when the whole publication was sent. */
  readonly pages: PageRange | null;
  readonly objectKey: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Files on their way to a reader: attached when they are small, else behind a link that ends. */
export class Delivery {
  readonly id!: string;
  readonly office!: string;
  readonly requestId!: string;
  readonly accountId!: string;
  /** Hash of the secret in the link; null when the files are attached. */
  readonly tokenHash!: string | null;
  readonly files!: DeliveredFile[];
  readonly sendAs!: 'attachment' | 'link';
  readonly expiresAt!: Date;
  readonly createdAt!: Date;
  revokedAt!: Date | null;
  /** How often somebody began to read a file behind the link, and when last; not who. */
  opens!: number;
  lastOpenedAt!: Date | null;

  static made(
    delivery: Omit<
      Delivery,
      'revokedAt' | 'opens' | 'lastOpenedAt' | 'requireOpen' | 'fileAt' | 'countOpening'
    >,
  ): Delivery {
    return Object.assign(new Delivery(), delivery, {
      revokedAt: null,
      opens: 0,
      lastOpenedAt: null,
    });
  }

  countOpening(at: Date): void {
    this.opens += 1;
    this.lastOpenedAt = at;
  }

  /** Throws `delivery-expired` after its time, or once it was revoked. */
  requireOpen(now: Date): void {
    const endedAt = this.revokedAt ?? this.expiresAt;
    if (this.revokedAt !== null || now >= this.expiresAt) {
      throw deliveryExpired.error({ expiredAt: endedAt.toISOString() });
    }
  }

  /** The `n`th file, from 1; throws `not-found`. */
  fileAt(n: number): DeliveredFile {
    const file = this.files.find((candidate) => candidate.n === n);
    if (file === undefined) {
      throw notFound.error({});
    }
    return file;
  }
}

/** By mail when the reader wants it and a mailbox takes it; the limit is the office's. */
export function sendAs(
  channel: 'email' | 'link',
  files: readonly { readonly bytes: number }[],
  limitBytes: number,
): 'attachment' | 'link' {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return channel === 'email' && total <= limitBytes ? 'attachment' : 'link';
}
