import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { defineProblem } from '../define-problem.ts';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf } from '../paging.ts';
import { surveyElement } from './requests.ts';

const planners = ['head', 'admin'] as const;
const date = z.iso.date();

const followUp = z
  .object({
    id,
    element: surveyElement,
    action: z.string(),
    owner: z.string().describe('A position in the office, for everybody can read it'),
    dueOn: date,
    doneOn: date.nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'FollowUp' });

/** What the office does about elements that were rated low: open ones first, the most urgent on top. */
export const listFollowUps = defineRequest('feedback.list-follow-ups', {
  allow: 'anyone',
  request: z.object({}),
  reply: pageOf(followUp),
});

export const planFollowUp = defineRequest('feedback.plan-follow-up', {
  allow: planners,
  request: z
    .strictObject({
      element: surveyElement,
      action: z.string().trim().min(5).max(500),
      owner: z.string().trim().min(2).max(120),
      dueOn: date,
    })
    .meta({ id: 'PlanFollowUp' }),
  reply: followUp,
});

export const completeFollowUp = defineRequest('feedback.complete-follow-up', {
  allow: planners,
  request: z.strictObject({ followUpId: id }),
  reply: followUp,
});

export const followUpPlanned = defineEvent(
  'feedback.follow-up.planned.v1',
  z.object({ followUpId: id, element: surveyElement, dueOn: date, plannedAt: instant }),
);

export const followUpCompleted = defineEvent(
  'feedback.follow-up.completed.v1',
  z.object({ followUpId: id, element: surveyElement, dueOn: date, completedAt: instant }),
);

const none = z.object({});

export const followUpDatePast = defineProblem('follow-up-date-past', {
  status: 409,
  params: none,
  title: { id: 'Tanggal sudah lewat', en: 'This date is over' },
  detail: {
    id: 'Pilih tanggal selesai hari ini atau sesudahnya.',
    en: 'Choose today or a later day to be done by.',
  },
});

export const followUpDone = defineProblem('follow-up-done', {
  status: 409,
  params: none,
  title: { id: 'Sudah selesai', en: 'Done already' },
  detail: {
    id: 'Tindak lanjut ini sudah ditandai selesai. Muat ulang daftarnya.',
    en: 'This follow-up was marked as done already. Load the list again.',
  },
});
