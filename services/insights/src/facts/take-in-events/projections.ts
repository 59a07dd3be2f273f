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
  serviceLevelAtRisk,
  serviceLevelBreached,
  serviceLevelMet,
  softcopyRead,
  visitCalled,
  visitCancelled,
  visitCheckedIn,
  visitClosedAtEndOfDay,
  visitCompleted,
  visitCorrected,
  visitHeld,
  visitLeft,
  visitNoShow,
  visitPrioritised,
  visitQueuedForWorkstation,
  visitResumed,
  visitReturned,
  visitServing,
  visitTransferred,
  workstationStarted,
  type CloudEvent,
  type EventContract,
  type EventOf,
} from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import type { WorkingTime } from '@pst/service-standard';
import { noted, type Around } from './note.ts';

interface Projection {
  readonly type: string;
  project(event: CloudEvent, around: Around): void;
}

function on<Contract extends EventContract>(
  contract: Contract,
  project: (event: EventOf<Contract>, around: Around) => void,
): Projection {
  return {
    type: contract.type,
    project: (event, around) => project(event as EventOf<Contract>, around), // parsed on arrival
  };
}

const clockOf = {
  'served-after-guestbook': 'served',
  'served-after-workstation': 'workstation',
  total: 'total',
} as const;

/** Where the visit is, by the latest of its events. */
function moves(state: string, { data, place }: { data: { visitId: string }; place: number }) {
  return [
    'visit_fact',
    data.visitId,
    { state, state_seq: place },
    { keep: 'last', by: 'state_seq' },
  ] as const;
}

function moved<Contract extends EventContract>(contract: Contract, state: string): Projection {
  return on(contract, ({ data }, { note, place }) =>
    note(...moves(state, { data: data as { visitId: string }, place })),
  );
}

/** How the visit's times came to be known, by whoever said so last. */
function qualified(
  { visitId, timeQuality }: { visitId: string; timeQuality: string },
  { note, place }: Around,
): void {
  note(
    'visit_fact',
    visitId,
    { time_quality: timeQuality, quality_seq: place },
    { keep: 'last', by: 'quality_seq' },
  );
}

function settled(outcome: 'met' | 'breached') {
  return ({ data }: EventOf<typeof serviceLevelMet>, { note, place }: Around) => {
    const clock = clockOf[data.clock];
    note(
      'visit_fact',
      data.visitId,
      { [`${clock}_clock`]: outcome, [`${clock}_seq`]: place },
      { keep: 'last', by: `${clock}_seq` },
    );
    note('visit_fact', data.visitId, {
      [`${clock}_due_at`]: data.dueAt,
      ...(outcome === 'breached' && { [`${clock}_breached_at`]: data.at }),
    });
  };
}

/**
 * What each event means for the numbers. Every one writes columns of its own, or columns that keep the
 * first or the last of their writers, so late and repeated events lead to the same rows; an event that
 * is not listed is kept and means nothing here.
 */
const all: readonly Projection[] = [
  on(visitCheckedIn, ({ data }, around) => {
    const { note, dayOf, hourOf, place } = around;
    note('visit_fact', data.visitId, {
      business_date: dayOf(data.checkedInAt),
      hour: hourOf(data.checkedInAt),
      ticket_number: data.ticketNumber,
      service: data.service,
      purpose: data.purpose,
      use_of_data: data.useOfData,
      institution_category: data.institutionCategory,
      occupation: data.occupation,
      education: data.education,
      sex: data.sex,
      age_band: data.ageBand,
      disability: data.disability,
      channel: data.channel ?? null,
      standard: data.standard ?? null,
      checked_in_at: data.checkedInAt,
    });
    note(
      'visit_fact',
      data.visitId,
      { priority: data.priority ?? null, priority_seq: place },
      { keep: 'last', by: 'priority_seq' },
    );
    qualified(data, around);
    note(...moves('waiting', { data, place }));
  }),
  on(visitPrioritised, ({ data }, { note, place }) =>
    note(
      'visit_fact',
      data.visitId,
      { priority: data.priority, priority_seq: place },
      { keep: 'last', by: 'priority_seq' },
    ),
  ),
  on(visitCalled, ({ data }, { note, place }) => {
    note(
      'visit_fact',
      data.visitId,
      { calls: data.call, called_at: data.calledAt },
      { keep: 'last', by: 'calls' },
    );
    note(...moves('called', { data, place }));
  }),
  on(visitServing, ({ data }, around) => {
    const { note, place } = around;
    // The promise ends when service first begins; a visitor who moves on begins it again.
    note(
      'visit_fact',
      data.visitId,
      { serving_at: data.servingAt, wait_seconds: data.waitSeconds, serving_seq: place },
      { keep: 'first', by: 'serving_seq' },
    );
    qualified(data, around);
    note(...moves('serving', { data, place }));
  }),
  moved(visitHeld, 'on-hold'),
  moved(visitResumed, 'serving'),
  on(visitTransferred, ({ data }, { note, place }) => {
    note(
      'visit_fact',
      data.visitId,
      { moved_to: data.to, moved_seq: place },
      { keep: 'last', by: 'moved_seq' },
    );
    note(...moves('waiting', { data, place }));
  }),
  moved(visitQueuedForWorkstation, 'waiting-for-workstation'),
  on(workstationStarted, ({ data }, { note }) => {
    if (data.visitId !== null) {
      note(
        'visit_fact',
        data.visitId,
        { workstation_started_at: data.at, hand_over_seconds: data.handOverSeconds ?? null },
        { keep: 'first', by: 'workstation_started_at' },
      );
    }
  }),
  on(visitCompleted, ({ data }, around) => {
    const { note, place } = around;
    note('visit_fact', data.visitId, {
      completed_at: data.completedAt,
      total_seconds: data.totalSeconds,
      service_seconds: data.serviceSeconds,
      completed_seq: place,
    });
    qualified(data, around);
    note(...moves('completed', { data, place }));
  }),
  on(visitLeft, ({ data }, { note, place }) => {
    note('visit_fact', data.visitId, {
      left_at: data.leftAt,
      left_while: data.while,
      left_after_due: data.afterDue,
    });
    note(...moves('left', { data, place }));
  }),
  on(visitNoShow, ({ data }, { note, place }) => {
    note(
      'visit_fact',
      data.visitId,
      { no_show_at: data.at, called_late: data.calledLate ?? null, no_show_seq: place },
      { keep: 'last', by: 'no_show_seq' },
    );
    note(...moves('no-show', { data, place }));
  }),
  on(visitReturned, ({ data }, { note, place }) => {
    note('visit_fact', data.visitId, { returned_at: data.at });
    note(...moves('waiting', { data, place }));
  }),
  on(visitCancelled, ({ data }, { note, place }) => {
    note('visit_fact', data.visitId, { cancelled_at: data.at, cancel_reason: data.reason });
    note(...moves('cancelled', { data, place }));
  }),
  on(visitClosedAtEndOfDay, ({ data }, { note, place }) => {
    note('visit_fact', data.visitId, { closed_at: data.at });
    note(...moves('closed-end-of-day', { data, place }));
  }),
  on(visitCorrected, ({ id, data }, around) => {
    const { note, place } = around;
    note(
      'visit_fact',
      data.visitId,
      {
        corrected_seq: place,
        corrected_wait_seconds: data.waitSeconds,
        corrected_total_seconds: data.totalSeconds,
        corrected_service_seconds: data.serviceSeconds,
        corrected_served_clock: data.servedClock,
        corrected_workstation_clock: data.workstationClock,
        corrected_total_clock: data.totalClock,
      },
      { keep: 'last', by: 'corrected_seq' },
    );
    qualified(data, around);
    note('correction_fact', id, {
      visit_id: data.visitId,
      entry: data.entry,
      reason: data.reason,
      corrected_at: data.at,
    });
  }),
  on(serviceLevelAtRisk, ({ data }, { note }) =>
    note('visit_fact', data.visitId, {
      [`${clockOf[data.clock]}_at_risk_at`]: data.at,
      [`${clockOf[data.clock]}_due_at`]: data.dueAt,
    }),
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
      first_in_hour: data.firstInHour ?? null,
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

export async function project(event: CloudEvent, tx: Tx, time: WorkingTime): Promise<void> {
  const projection = byType.get(event.type);
  if (projection !== undefined) {
    await noted(event, tx, time, (around) => projection.project(event, around));
  }
}
