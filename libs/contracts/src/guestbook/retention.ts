import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, paging } from '../paging.ts';
import { auditAction } from './codes.ts';

const admin = ['admin'] as const;

const retentionRun = z
  .object({
    dryRun: z.boolean(),
    before: instant.describe('Visits that began earlier are due'),
    visits: z.number().int().describe('How many were erased, or would be'),
    oldestAt: instant.nullable(),
    at: instant,
  })
  .meta({ id: 'RetentionRun' });

/** Erases what identifies the visitors of visits past their retention; with `dryRun` it only counts. */
export const runRetention = defineRequest('guestbook.run-retention', {
  allow: admin,
  request: z.strictObject({ dryRun: z.boolean() }).meta({ id: 'RunRetention' }),
  reply: retentionRun,
  timeoutMs: 30_000,
});

/** Who read, revealed, handed out or erased what; newest first. */
export const readAudit = defineRequest('guestbook.read-audit', {
  allow: admin,
  request: paging.extend({ action: auditAction.optional() }),
  reply: z
    .object({
      items: z.array(
        z.object({
          seq: z.number().int(),
          at: instant,
          action: auditAction,
          actorId: id.nullable().describe('Null: the system itself'),
          subjectId: id.describe('A visit, a retention run or a privacy request'),
          reason: z.string().nullable().describe('A code'),
        }),
      ),
      nextCursor: z.string().nullable(),
      intact: z.boolean().describe('No line of the log was changed, removed or put in'),
    })
    .meta({ id: 'AuditLog' }),
});
