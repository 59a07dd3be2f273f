import { surveyNotFound } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { sameSecret, type PersonalData } from '@pst/security';
import { Invitation } from './domain/invitation.ts';

const ID = 36;

/**
 * The secret of an invitation's link: its id and a keyed hash of it. Nothing secret is stored, and the
 * link can be shown again to whoever holds the ticket.
 */
export function tokenOf(invitation: Invitation, personal: PersonalData): string {
  return `${invitation.id}${personal.blindIndex(invitation.id, 'survey link')}`;
}

/** The office's invitation that the token opens, locked; throws `survey-not-found`. */
export async function invitationOf(
  tx: Tx,
  office: string,
  token: string,
  personal: PersonalData,
): Promise<Invitation> {
  const id = token.slice(0, ID);
  if (!sameSecret(token.slice(ID), personal.blindIndex(id, 'survey link'))) {
    throw surveyNotFound.error({});
  }
  const invitation = await tx.db.findOne(Invitation, {
    where: { id, office },
    lock: { mode: 'pessimistic_write' },
  });
  if (invitation === null) {
    throw surveyNotFound.error({});
  }
  return invitation;
}
