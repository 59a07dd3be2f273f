import { emailNotVerified, notFound, notSignedIn, type Role } from '@pst/contracts';
import type { Actor, Caller } from '@pst/security';
import type { EntityManager } from 'typeorm';
import { Publication } from './domain/publication.ts';
import { currentSoftcopy } from './publication-view.ts';
import type { SoftcopyRow } from './publication.schema.ts';

type Access = SoftcopyRow['access'];

const STAFF: readonly Role[] = [
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'admin',
];

/** Throws `not-signed-in`, `email-not-verified`, or `not-found` for what only staff may know of. */
export function requireReader(access: Access, actor: Actor): void {
  if (access === 'public') {
    return;
  }
  if (actor.kind !== 'account') {
    throw notSignedIn.error({});
  }
  if (access === 'staff' && !actor.roles.some((role) => STAFF.includes(role))) {
    throw notFound.error({});
  }
  if (!actor.emailVerified) {
    throw emailNotVerified.error({});
  }
}

/** Whose request it is; throws `not-signed-in`. */
export function accountOf({ actor }: Caller): string {
  if (actor.kind !== 'account') {
    throw notSignedIn.error({});
  }
  return actor.id;
}

/** The kinds of softcopies whose content the actor may see. */
export const readableBy = (actor: Actor): Access[] =>
  (['public', 'signed-in', 'staff'] as const).filter((access) => {
    try {
      requireReader(access, actor);
      return true;
    } catch {
      return false;
    }
  });

/** The current softcopy of a publication that is offered, for a caller who may read it; throws as above. */
export async function softcopyFor(
  db: EntityManager,
  publicationId: string,
  caller: Caller,
): Promise<SoftcopyRow> {
  const offered = await db.existsBy(Publication, {
    id: publicationId,
    office: caller.office,
    withdrawn: false,
  });
  const softcopy = offered ? await currentSoftcopy(db, publicationId) : null;
  if (softcopy === null) {
    throw notFound.error({});
  }
  requireReader(softcopy.access, caller.actor);
  return softcopy;
}
