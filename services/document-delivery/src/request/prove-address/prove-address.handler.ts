import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  messageTo,
  newId,
  proveAddress,
  tooManyCodes,
  visitNeeded,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { PersonalData, randomDigits, type Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { AddressProofSchema } from '../address-proof.schema.ts';
import { AddressProofs } from '../address-proofs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Mails a code to the address a visitor names. It is all that an address nobody has proved ever gets:
 * no word of the requester's own, so many an hour to one address and from one visit.
 */
@Controller()
export class ProveAddressHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    private readonly proofs: AddressProofs,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(proveAddress)
  handle({ email }: RequestOf<typeof proveAddress>, caller: Caller) {
    const { office, language, visitId } = caller;
    if (visitId === undefined) {
      throw visitNeeded.error({});
    }
    const { codeExpiresAfterMinutes, tries } = this.profile.policies.visitorLookup;
    const askedAt = this.clock.now();
    const expiresAt = new Date(askedAt.getTime() + codeExpiresAfterMinutes * MINUTE_MS);
    const emailIndex = this.proofs.emailIndex(email);
    return this.transaction.once(caller, async (tx) => {
      await tx.db.query(
        `delete from address_proof where office = $1 and used_at is null and expires_at < $2`,
        [office, new Date(askedAt.getTime() - DAY_MS)],
      );
      await this.requireRoom(tx, { office, emailIndex, visitId, now: askedAt });
      const id = newId(askedAt.getTime());
      const code = randomDigits(6);
      await tx.db.insert(AddressProofSchema, {
        id,
        office,
        visitId,
        emailIndex,
        codeIndex: this.proofs.codeIndex(id, code),
        askedAt,
        expiresAt,
        tries: 0,
      });
      await tx.send(
        messageTo({
          office,
          to: email,
          language,
          cause: { kind: 'address-proof', id },
          content: {
            template: 'one-time-code',
            code,
            purpose: 'document-request',
            expiresInMinutes: codeExpiresAfterMinutes,
          },
        }),
      );
      return { proofId: id, expiresAt: expiresAt.toISOString(), tries };
    });
  }

  private async requireRoom(
    tx: Tx,
    asked: { office: string; emailIndex: string; visitId: string; now: Date },
  ): Promise<void> {
    const { office, emailIndex, visitId, now } = asked;
    // Those at once for one address or from one visit queue up here; in one order, whoever asks.
    for (const key of [emailIndex, visitId].toSorted()) {
      await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [key]);
    }
    const { codesPerContactAndHour: limitPerHour } = this.profile.policies.visitorLookup;
    const [{ most }]: [{ most: number }] = await tx.db.query(
      `select greatest(count(*) filter (where email_index = $2),
                       count(*) filter (where visit_id = $3))::int as most
       from address_proof
       where office = $1 and (email_index = $2 or visit_id = $3) and asked_at > $4`,
      [office, emailIndex, visitId, new Date(now.getTime() - HOUR_MS)],
    );
    if (most >= limitPerHour) {
      throw tooManyCodes.error({ limitPerHour });
    }
  }
}
