import type { PublicationChange } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { PublicationChangeSchema } from './publication.schema.ts';

/** Who changes a record, and why. */
export interface Hand {
  /** Null for an import. */
  readonly actorId: string | null;
  readonly reason: string | null;
}

/** The hand of whoever asks. */
export function handOf({ actor }: Caller, reason: string | undefined): Hand {
  return { actorId: actor.kind === 'account' ? actor.id : null, reason: reason ?? null };
}

/** Writes a line of the publication's history, in the transaction that changes it. */
export async function recordChange(
  tx: Tx,
  publication: { readonly id: string; readonly office: string },
  change: Hand & Pick<PublicationChange, 'action'> & Partial<Pick<PublicationChange, 'fields'>>,
  at: Date,
): Promise<void> {
  const { id: publicationId, office } = publication;
  await tx.db.insert(PublicationChangeSchema, {
    office,
    publicationId,
    fields: [],
    ...change,
    at,
  });
}
