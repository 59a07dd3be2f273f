import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import {
  AuditHeadSchema,
  AuditLineSchema,
  type AuditHead,
  type AuditLine,
} from './audit.schema.ts';

type Entry = Pick<AuditLine, 'action' | 'actorId' | 'subjectId'> & {
  readonly reason?: string | null;
};

/**
 * The append-only log of what was done with a person's data, written in the transaction that did it. Each
 * line's hash covers the line before, under a key that is not in the database (docs/adr/0011).
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /** Holds the office's log until the commit; so this comes last in a transaction. */
  async write(
    tx: Tx,
    office: string,
    { action, actorId, subjectId, reason = null }: Entry,
  ): Promise<void> {
    await tx.db.query(
      `insert into audit_head (office, seq, hash) values ($1, 0, '') on conflict do nothing`,
      [office],
    );
    const head = await tx.db.findOneOrFail(AuditHeadSchema, {
      where: { office },
      lock: { mode: 'pessimistic_write' },
    });
    const line = {
      office,
      seq: head.seq + 1,
      at: this.clock.now(),
      action,
      actorId,
      subjectId,
      reason,
    };
    const hash = this.hashOf(line, head.hash);
    await tx.db.insert(AuditLineSchema, { ...line, hash });
    await tx.db.update(AuditHeadSchema, { office }, { seq: line.seq, hash });
  }

  /** Whether the office's whole log is as it was written: nothing changed, put in or taken out. */
  async isIntact({ db }: Pick<Tx, 'db'>, office: string): Promise<boolean> {
    const head = await db.findOneBy(AuditHeadSchema, { office });
    const lines = await db.find(AuditLineSchema, { where: { office }, order: { seq: 'ASC' } });
    let before: Pick<AuditHead, 'seq' | 'hash'> = { seq: 0, hash: '' };
    for (const line of lines) {
      if (line.seq !== before.seq + 1 || line.hash !== this.hashOf(line, before.hash)) {
        return false;
      }
      before = line;
    }
    return before.seq === (head?.seq ?? 0) && before.hash === (head?.hash ?? '');
  }

  private hashOf(line: Omit<AuditLine, 'hash'>, before: string): string {
    const { office, seq, at, action, actorId, subjectId, reason } = line;
    const said = [before, office, seq, at.toISOString(), action, actorId, subjectId, reason];
    return this.personal.fingerprint(JSON.stringify(said), 'audit-line');
  }
}
