import type { Language, lookUpVisitor, RequestOf } from '@pst/contracts';
import type { PersonalData } from '@pst/security';
import { EntitySchema } from 'typeorm';

/** Somebody says that they were here before; nothing of them is in the clear, not even the address. */
export interface VisitorLookupRow {
  readonly id: string;
  readonly office: string;
  readonly by: 'email' | 'phone';
  readonly purpose: RequestOf<typeof lookUpVisitor>['purpose'];
  readonly contactIndex: string;
  readonly language: Language;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  /** When the contact was looked for; the answer to the visitor was given before. */
  readonly decidedAt: Date | null;
  /** Null for a contact that nobody left here. */
  readonly visitId: string | null;
  readonly codeIndex: string | null;
  readonly tries: number;
  readonly usedAt: Date | null;
}

export const VisitorLookupSchema = new EntitySchema<VisitorLookupRow>({
  name: 'VisitorLookup',
  tableName: 'visitor_lookup',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'visitor_lookup_pkey' },
    office: { type: 'text' },
    by: { type: 'text' },
    purpose: { type: 'text' },
    contactIndex: { type: 'text', name: 'contact_index' },
    language: { type: 'text' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    decidedAt: { type: 'timestamptz', name: 'decided_at', nullable: true },
    visitId: { type: 'uuid', name: 'visit_id', nullable: true },
    codeIndex: { type: 'text', name: 'code_index', nullable: true },
    tries: { type: 'int' },
    usedAt: { type: 'timestamptz', name: 'used_at', nullable: true },
  },
  indices: [
    { name: 'visitor_lookup_by_contact', columns: ['office', 'contactIndex', 'askedAt'] },
    // A partial index; its condition lives in the migration.
    { name: 'visitor_lookup_undecided', synchronize: false },
  ],
});

/** What is stored of a code: six digits are soon guessed from a plain hash, so the hash is keyed. */
export const codeIndexOf = (personal: PersonalData, lookupId: string, code: string) =>
  personal.blindIndex(code, `visitor_lookup|${lookupId}`);
