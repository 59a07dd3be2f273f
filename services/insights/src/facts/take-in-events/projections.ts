import {
  complaintClassified,
  complaintClosed,
  complaintOverdue,
  complaintReceived,
  complaintReopened,
  complaintReplied,
  deliveryFailed,
  deliverySent,
  ratingGiven,
  readingStarted,
  requestSubmitted,
  searchPerformed,
  serviceLevelBreached,
  serviceLevelMet,
  softcopyRead,
  visitCalled,
  visitCheckedIn,
  visitClosedAtEndOfDay,
  visitCompleted,
  visitLeft,
  visitNoShow,
  visitServing,
  type CloudEvent,
  type EventContract,
  type EventOf,
} from '@pst/contracts';
import type { Around } from './note.ts';

interface Projection {
  readonly type: string;
  project(event: CloudEvent, around: Around): Promise<void>;
}

function on<Contract extends EventContract>(
  contract: Contract,
  project: (event: EventOf<Contract>, around: Around) => Promise<void>,
): Projection {
  return {
    type: contract.type,
    project: (event, around) => project(event as EventOf<Contract>, around), // parsed on arrival
  };
}

const clockOf = { 'served-after-guestbook': 'served_clock', total: 'total_clock' } as const;

function settled(outcome: 'met' | 'breached') {
  return async ({ data }: EventOf<typeof serviceLevelMet>, { note }: Around) => {
    // A workstation's promise is not part of the visit's two clocks.
    if (data.clock !== 'served-after-workstation') {
      await note('visit_fact', data.visitId, { [clockOf[data.clock]]: outcome });
    }
  };
}

/**
 * What each event means for the numbers. Every one writes columns of its own, so late and repeated
 * events lead to the same rows; an event that is not listed is kept and means nothing here.
 */
const all: readonly Projection[] = [
  on(visitCheckedIn, ({ data }, { note, dayOf }) =>
    note('visit_fact', data.visitId, {
      business_date: dayOf(data.checkedInAt),
      service: data.service,
      time_quality: data.timeQuality,
      checked_in_at: data.checkedInAt,
    }),
  ),
  on(visitCalled, ({ data }, { note }) =>
    note('visit_fact', data.visitId, { called_at: data.calledAt }),
  ),
  on(visitServing, ({ data }, { note }) =>
    note('visit_fact', data.visitId, {
      serving_at: data.servingAt,
      wait_seconds: data.waitSeconds,
    }),
  ),
  on(visitCompleted, ({ data }, { note }) =>
    note('visit_fact', data.visitId, {
      completed_at: data.completedAt,
      total_seconds: data.totalSeconds,
    }),
  ),
  on(visitLeft, ({ data }, { note }) => note('visit_fact', data.visitId, { left_at: data.leftAt })),
  on(visitNoShow, ({ data }, { note }) =>
    note('visit_fact', data.visitId, { no_show_at: data.at }),
  ),
  on(visitClosedAtEndOfDay, ({ data }, { note }) =>
    note('visit_fact', data.visitId, { closed_at: data.at }),
  ),
  on(serviceLevelMet, settled('met')),
  on(serviceLevelBreached, settled('breached')),
  on(readingStarted, ({ data }, { note, dayOf }) =>
    note('reading_fact', data.readingId, {
      business_date: dayOf(data.startedAt),
      place: 'in-room',
      visit_id: data.visitId,
      publication_id: data.publicationId ?? null,
    }),
  ),
  on(softcopyRead, ({ id, data }, { note, dayOf }) =>
    note('reading_fact', id, {
      business_date: dayOf(data.readAt),
      place: 'online',
      visit_id: data.visitId ?? null,
      publication_id: data.publicationId,
    }),
  ),
  on(searchPerformed, ({ id, data }, { note, dayOf }) =>
    note('search_fact', id, {
      business_date: dayOf(data.to),
      searches: data.searches,
      without_result: data.withoutResult,
      visit_id: data.visitId ?? null,
    }),
  ),
  on(requestSubmitted, ({ data }, { note, dayOf }) =>
    note('delivery_fact', data.requestId, {
      business_date: dayOf(data.submittedAt),
      visit_id: data.visitId ?? null,
    }),
  ),
  on(deliverySent, ({ data }, { note, dayOf }) =>
    note('delivery_fact', data.requestId, {
      sent_on: dayOf(data.sentAt),
      working_seconds: data.workingSeconds,
      on_time: data.onTime,
    }),
  ),
  on(deliveryFailed, ({ data }, { note, dayOf }) =>
    note('delivery_fact', data.requestId, { failed_on: dayOf(data.failedAt) }),
  ),
  on(ratingGiven, ({ data }, { note, dayOf }) =>
    note('rating_fact', data.invitationId, {
      business_date: dayOf(data.givenAt),
      source: data.source,
      rating: data.rating,
    }),
  ),
  on(complaintReceived, ({ data }, { note, dayOf }) =>
    note('complaint_fact', data.complaintId, {
      business_date: dayOf(data.receivedAt),
      channel: data.channel,
    }),
  ),
  on(complaintClassified, ({ data }, { note }) =>
    note('complaint_fact', data.complaintId, { class: data.class }),
  ),
  on(complaintReplied, ({ data }, { note }) =>
    note('complaint_fact', data.complaintId, {
      [data.stage === 'initial' ? 'initial_on_time' : 'substantive_on_time']: data.onTime,
    }),
  ),
  on(complaintOverdue, ({ data }, { note }) =>
    note('complaint_fact', data.complaintId, { overdue_at: data.noticedAt }),
  ),
  on(complaintClosed, ({ data }, { note, dayOf }) =>
    note('complaint_fact', data.complaintId, {
      closed_at: data.closedAt,
      closed_on: dayOf(data.closedAt),
    }),
  ),
  on(complaintReopened, ({ data }, { note }) =>
    // Closed and reopened may arrive in either order: which is later is decided when it is read.
    note('complaint_fact', data.complaintId, { reopened_at: data.reopenedAt }),
  ),
];

const byType = new Map(all.map((projection) => [projection.type, projection]));

export async function project(event: CloudEvent, around: Around): Promise<void> {
  await byType.get(event.type)?.project(event, around);
}
