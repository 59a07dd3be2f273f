import type { Clock } from '@pst/config';
import type { PersonalData } from '@pst/security';
import type { EntityManager } from 'typeorm';
import {
  AuditHeadSchema,
  AuditLineSchema,
  type AuditHead,
  type AuditLine,
} from './audit.schema.ts';
import type { Tx } from './transaction.ts';

type Entry<Action extends string> = Pick<AuditLine, 'actorId' | 'subjectId'> & {
  readonly action: Action;
  readonly reason?: string | null;
};

/** The newest line of an office as somebody noted it elsewhere: what was written until then stays so. */
export type AuditAnchor = AuditHead;

/**
 * The append-only log of what was done with a person's data, written in the transaction that did it. Each
 * line's hash covers the line before, under a key that is not in the database (docs/adr/0011).
 */
export class AuditTrail {
  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
  ) {}

  /** Holds the office's log until the commit; so this comes last in a transaction. */
  async write<Action extends string>(
    tx: Tx,
    office: string,
    { action, actorId, subjectId, reason = null }: Entry<Action>,
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
  async isIntact(within: { db: EntityManager }, office: string): Promise<boolean> {
    return (await this.firstBroken(within.db, office)) === undefined;
  }

  /**
   * The number of the first line that is not as it was written: changed, put in, or missing.
   *
   * @param anchors what was noted elsewhere; whoever owns the tables can cut lines and head alike, and
   *   only these show it
   */
  async firstBroken(
    db: EntityManager,
    office: string,
    anchors: readonly AuditAnchor[] = [],
  ): Promise<number | undefined> {
    const noted = new Map(anchors.map(({ seq, hash }) => [seq, hash]));
    const head = await db.findOneBy(AuditHeadSchema, { office });
    const lines = await db.find(AuditLineSchema, { where: { office }, order: { seq: 'ASC' } });
    let before: Pick<AuditHead, 'seq' | 'hash'> = { seq: 0, hash: '' };
    for (const line of lines) {
      const next = before.seq + 1;
      const asWritten = line.seq === next && line.hash === this.hashOf(line, before.hash);
      if (!asWritten || (noted.get(next) ?? line.hash) !== line.hash) {
        return next;
      }
      before = line;
    }
    const furthest = Math.max(head?.seq ?? 0, ...noted.keys());
    const ends = before.seq === furthest && before.hash === (head?.hash ?? '');
    return ends ? undefined : before.seq + 1;
  }

  private hashOf(line: Omit<AuditLine, 'hash'>, before: string): string {
    const { office, seq, at, action, actorId, subjectId, reason } = line;
    const said = [before, office, seq, at.toISOString(), action, actorId, subjectId, reason];
    return this.personal.fingerprint(JSON.stringify(said), 'audit-line');
  }
}

/** The newest line of every office: what is worth noting elsewhere. */
export function auditHeads(db: EntityManager): Promise<AuditHead[]> {
  return db.find(AuditHeadSchema, { order: { office: 'ASC' } });
}
