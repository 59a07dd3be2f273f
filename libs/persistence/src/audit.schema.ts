import { EntitySchema } from 'typeorm';

/** One thing that somebody did with what is kept of a person. */
export interface AuditLine {
  readonly office: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  /** Null: the data subject, or the system itself. */
  readonly actorId: string | null;
  /** What it was done to, such as a visit, a case or a retention run. */
  readonly subjectId: string;
  /** A code, never somebody's words. */
  readonly reason: string | null;
  /** Keyed, over this line and the hash of the one before. */
  readonly hash: string;
}

export const AuditLineSchema = new EntitySchema<AuditLine>({
  name: 'AuditLine',
  tableName: 'audit_line',
  columns: {
    office: { type: 'text', primary: true, primaryKeyConstraintName: 'audit_line_pkey' },
    seq: { type: 'int', primary: true, primaryKeyConstraintName: 'audit_line_pkey' },
    at: { type: 'timestamptz' },
    action: { type: 'text' },
    actorId: { type: 'uuid', nullable: true, name: 'actor_id' },
    subjectId: { type: 'uuid', name: 'subject_id' },
    reason: { type: 'text', nullable: true },
    hash: { type: 'text' },
  },
});

/** The newest line of an office: the chain's end, and what its writers wait for in turn. */
export interface AuditHead {
  readonly office: string;
  readonly seq: number;
  readonly hash: string;
}

export const AuditHeadSchema = new EntitySchema<AuditHead>({
  name: 'AuditHead',
  tableName: 'audit_head',
  columns: {
    office: { type: 'text', primary: true, primaryKeyConstraintName: 'audit_head_pkey' },
    seq: { type: 'int' },
    hash: { type: 'text' },
  },
});
