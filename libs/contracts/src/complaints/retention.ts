import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing } from '../paging.ts';
import { complaintClass } from './requests.ts';

/** Why a case is kept beyond its time: a code, so that no line tells of a person. */
export const holdReason = z
  .enum(['court-case', 'ombudsman', 'audit', 'internal-investigation'])
  .meta({ id: 'HoldReason' });

/**
 * Erases person, texts and files of the cases that are past the time of their class; their codes and dates
 * stay. With `dryRun` it only counts.
 */
export const runComplaintRetention = defineRequest('complaints.run-retention', {
  allow: ['head', 'admin'],
  request: z.strictObject({ dryRun: z.boolean() }).meta({ id: 'RunComplaintRetention' }),
  reply: z
    .object({
      dryRun: z.boolean(),
      classes: z.array(
        z.object({
          class: complaintClass,
          before: instant.describe('Cases that ended earlier are due'),
          cases: z.number().int(),
          held: z.number().int().describe('Past their time, and kept all the same'),
        }),
      ),
      at: instant,
    })
    .meta({ id: 'ComplaintRetentionRun' }),
  timeoutMs: 30_000,
});

/** Keeps a case from being erased, or lets it go again; a case about whoever asks is not found. */
export const holdComplaint = defineRequest('complaints.hold-complaint', {
  allow: ['head'],
  request: z
    .strictObject({
      number: z.string().trim().min(1).max(20).describe('Internal register number'),
      reason: holdReason.nullable().describe('Null: it is no longer kept'),
    })
    .meta({ id: 'HoldComplaint' }),
  reply: nothing,
});

/** The cases that are kept; those about whoever asks are not among them. */
export const listHeldComplaints = defineRequest('complaints.list-held-complaints', {
  allow: ['head', 'admin'],
  request: z.object({}),
  reply: z
    .object({
      items: z.array(
        z
          .object({ number: z.string(), reason: holdReason, byId: id, at: instant })
          .meta({ id: 'HeldComplaint' }),
      ),
    })
    .meta({ id: 'HeldComplaints' }),
});
