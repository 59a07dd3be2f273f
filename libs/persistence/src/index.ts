export { auditHeads, AuditTrail, type AuditAnchor } from './audit-trail.ts';
export { AuditHeadSchema, AuditLineSchema } from './audit.schema.ts';
export { readCursor, writeCursor } from './cursor.ts';
export {
  createDataSource,
  migrateDatabase,
  pendingSchemaChanges,
  type Database,
} from './data-source.ts';
export { isDatabaseAway } from './database-away.ts';
export { prepared } from './prepared.ts';
export { changeOf, insertionOf } from './row-statements.ts';
export { MessageSeal } from './message-seal.ts';
export { EVENT_STREAM, MESSAGE_STREAM, Transaction, type Tx } from './transaction.ts';
