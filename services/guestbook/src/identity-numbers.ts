import { Injectable } from '@nestjs/common';
import { identityNumberNotStored } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { AuditTrail, type Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { IdentityNumberSchema, type IdentityNumberRow } from './identity-number.schema.ts';

const DAY_MS = 86_400_000;
const placeOf = (visitId: string) => `identity_number.number|${visitId}`;

/** The numbers of shown cards, in an office that keeps them: sealed, found by a keyed hash, erased in time. */
@Injectable()
export class IdentityNumbers {
  constructor(
    private readonly personal: PersonalData,
    private readonly trail: AuditTrail,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** @throws identityNumberNotStored (409) where the office keeps none */
  mustBeKept(): void {
    if (!this.profile.policies.identityNumber.store) {
      throw identityNumberNotStored.error({});
    }
  }

  /** Keeps the number of this visit in place of an earlier one. */
  async keep(
    tx: Tx,
    {
      number,
      ...row
    }: Omit<IdentityNumberRow, 'numberSealed' | 'numberIndex'> & { number: string },
  ): Promise<IdentityNumberRow> {
    const sealed = {
      ...row,
      numberSealed: this.personal.seal(number, placeOf(row.visitId)),
      numberIndex: this.personal.blindIndex(number, `identity-number.${row.kind}`),
    };
    await tx.db.upsert(IdentityNumberSchema, sealed, ['visitId']);
    return sealed;
  }

  open({ visitId, numberSealed }: IdentityNumberRow): string {
    return this.personal.open(numberSealed, placeOf(visitId));
  }

  eraseAt({ recordedAt }: Pick<IdentityNumberRow, 'recordedAt'>): Date {
    const { retentionDays } = this.profile.policies.identityNumber;
    return new Date(recordedAt.getTime() + retentionDays * DAY_MS);
  }

  /** How many other visits with this number are still kept. */
  async earlierVisits(
    { db }: Pick<Tx, 'db'>,
    { office, numberIndex }: IdentityNumberRow,
  ): Promise<number> {
    return (await db.countBy(IdentityNumberSchema, { office, numberIndex })) - 1;
  }

  /** Erases what is past its retention, and everything once the office keeps no numbers any more. */
  async eraseDue(tx: Tx, now: Date): Promise<number> {
    const { store, retentionDays } = this.profile.policies.identityNumber;
    const before = store ? new Date(now.getTime() - retentionDays * DAY_MS) : now;
    const due: { visit_id: string }[] = await tx.db.query(
      `select visit_id from identity_number where recorded_at <= $1`,
      [before],
    );
    return this.erase(
      tx,
      due.map(({ visit_id }) => visit_id),
    );
  }

  /** Erases the numbers of these visits, one line of the audit log each. */
  async erase(tx: Tx, visitIds: readonly string[]): Promise<number> {
    const [erased]: [{ visit_id: string; office: string }[], number] = await tx.db.query(
      `delete from identity_number where visit_id = any($1::uuid[]) returning visit_id, office`,
      [visitIds],
    );
    for (const { visit_id: subjectId, office } of erased) {
      await this.trail.write(tx, office, {
        action: 'identity-number-erased',
        actorId: null,
        subjectId,
      });
    }
    return erased.length;
  }
}
