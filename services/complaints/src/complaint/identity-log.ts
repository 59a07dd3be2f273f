import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { newId } from '@pst/contracts';
import { AuditTrail, type Tx } from '@pst/persistence';
import { IdentityReadSchema, type IdentityReadRow } from './identity-read.schema.ts';

/** Who read what tells of a person; written with the reading, for without its line nothing is shown. */
@Injectable()
export class IdentityLog {
  constructor(
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  async write(tx: Tx, read: Omit<IdentityReadRow, 'id' | 'at'>): Promise<void> {
    const at = this.clock.now();
    await tx.db.insert(IdentityReadSchema, { id: newId(at.getTime()), ...read, at });
    await this.trail.write(tx, read.office, {
      action: `${read.shown}-read`,
      actorId: read.accountId,
      subjectId: read.complaintId,
      reason: read.reason,
    });
  }
}
