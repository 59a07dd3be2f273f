import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { id, instant } from '../paging.ts';
import {
  complaintChannel,
  complaintClass,
  complaintDeadline,
  complaintKind,
  handOver,
} from './requests.ts';

const complaint = z.object({ complaintId: id });

/** A case entered the register, by whichever channel. */
export const complaintReceived = defineEvent(
  'complaints.complaint.received.v1',
  complaint.extend({
    channel: complaintChannel,
    kind: complaintKind,
    anonymous: z.boolean(),
    secret: z.boolean(),
    receivedAt: instant,
  }),
);

export const complaintClassified = defineEvent(
  'complaints.complaint.classified.v1',
  complaint.extend({
    class: complaintClass,
    kind: complaintKind,
    classifiedAt: instant,
    onTime: z.boolean(),
  }),
);

/** The office answered: first word (initial) or the matter itself (substantive). */
export const complaintReplied = defineEvent(
  'complaints.complaint.replied.v1',
  complaint.extend({
    stage: z.enum(['initial', 'substantive']),
    repliedAt: instant,
    onTime: z.boolean(),
  }),
);

export const complaintClosed = defineEvent(
  'complaints.complaint.closed.v1',
  complaint.extend({ closedAt: instant, by: z.enum(['office', 'silence']) }),
);

export const complaintReopened = defineEvent(
  'complaints.complaint.reopened.v1',
  complaint.extend({ reopenedAt: instant }),
);

/** The case went on to who decides it; with a whistle-blowing system it ends here. */
export const complaintHandedOver = defineEvent(
  'complaints.complaint.handed-over.v1',
  complaint.extend({ to: handOver.shape.to, handedOverAt: instant }),
);

/** A promised date passed; announced once per deadline. */
export const complaintOverdue = defineEvent(
  'complaints.complaint.overdue.v1',
  complaint.extend({ deadline: complaintDeadline, dueAt: instant, noticedAt: instant }),
);

const told = complaint.extend({
  number: z.string().describe('Of the register'),
  deadline: complaintDeadline,
  dueAt: instant,
  accountIds: z.array(id).describe('Who is to be told'),
});

/** Most of the time for a promise is over; announced in working time, once per deadline. */
export const complaintDueSoon = defineEvent('complaints.complaint.due-soon.v1', told);

/** The head is to hear of a broken promise; announced in working time, once per deadline. */
export const complaintEscalated = defineEvent('complaints.complaint.escalated.v1', told);

export const complaintRated = defineEvent(
  'complaints.complaint.rated.v1',
  complaint.extend({ rating: z.number().int().min(1).max(5), ratedAt: instant }),
);

/** The office's calendar changed and moved promised dates of an open case; these are its dates now. */
export const complaintRescheduled = defineEvent(
  'complaints.complaint.rescheduled.v1',
  complaint.extend({
    deadlines: z.array(z.object({ deadline: complaintDeadline, dueAt: instant })),
    calendarVersion: z.number().int(),
  }),
);
