import { z } from 'zod';
import * as catalogue from '../catalogue/events.ts';
import * as complaints from '../complaints/events.ts';
import type { CloudEvent, EventContract } from '../define-event.ts';
import * as delivery from '../document-delivery/events.ts';
import { followUpCompleted, followUpPlanned } from '../feedback/follow-ups.ts';
import { calendarChanged } from '../guestbook/calendar.ts';
import * as guestbook from '../guestbook/events.ts';
import * as notifications from '../notifications/events.ts';

/** An event as analysts get it: fewer fields, on a subject of its own. */
export interface PublishedEvent {
  readonly event: EventContract;
  /** One sentence for the data dictionary. */
  readonly meaning: string;
  /** What is left of the event's data. */
  readonly schema: z.ZodObject;
  /** `analytics.<office>.<entity>.<event>.v<N>`, or for every office with `*`. */
  subjectFor(office: string): string;
  /** The event with the published fields alone. */
  publishedFrom(event: CloudEvent): CloudEvent<Record<string, unknown>>;
}

/**
 * Names an event and the fields of it that may be known outside. What is not named is not published, so
 * that a field added tomorrow stays inside until somebody decides about it.
 */
function publish<Schema extends z.ZodObject>(
  event: EventContract<Schema>,
  meaning: string,
  fields: readonly (keyof z.output<Schema>)[],
): PublishedEvent {
  const [, , entity, fact, version] = event.type.split('.');
  const shape = Object.entries(event.schema.shape).filter(([name]) => fields.includes(name));
  const schema = z.object(Object.fromEntries(shape));
  return {
    event,
    meaning,
    schema,
    subjectFor: (office) => `analytics.${office}.${entity}.${fact}.${version}`,
    publishedFrom(whole) {
      const data = schema.parse(whole.data);
      // The trace leads into the office's logs, and a subject that is not published may be a person.
      const { traceparent: _trace, ...attributes } = whole;
      const subject = Object.values(data).includes(whole.subject) ? whole.subject : whole.id;
      return { ...attributes, subject, data };
    },
  };
}

const outcome = ['visitId', 'clock', 'dueAt', 'at', 'targetMinutes'] as const;
const workstation = ['workstationId', 'visitId', 'at'] as const;
const record = [
  'publicationId',
  'title',
  'series',
  'year',
  'kind',
  'language',
  'area',
  'subjects',
  'publisher',
] as const;

/**
 * Everything that analysts read, and of each event what. It says what happened and never to whom: no
 * account, no officer, no attribute of a visitor; nor does a reading, a search or a request name the
 * visit it was made in, for that would tell what somebody seen at the desk has read. What leads back to
 * one answer to the survey is not here at all.
 */
export const publishedEvents: readonly PublishedEvent[] = [
  publish(guestbook.visitCheckedIn, 'A visitor signed the guestbook and waits.', [
    'visitId',
    'service',
    'purpose',
    'useOfData',
    'institutionCategory',
    'channel',
    'checkedInAt',
    'dueAt',
    'totalDueAt',
    'timeQuality',
    'standard',
  ]),
  publish(guestbook.visitCalled, 'A counter called the visitor.', ['visitId', 'call', 'calledAt']),
  publish(guestbook.visitServing, 'The service began.', [
    'visitId',
    'service',
    'servingAt',
    'waitSeconds',
    'timeQuality',
  ]),
  publish(guestbook.visitTransferred, 'The visitor waits for another service.', [
    'visitId',
    'from',
    'to',
    'at',
  ]),
  publish(guestbook.visitHeld, 'The service paused at the wish of the visitor.', [
    'visitId',
    'heldAt',
  ]),
  publish(guestbook.visitResumed, 'A paused service went on.', ['visitId', 'resumedAt']),
  publish(guestbook.visitCompleted, 'The service was delivered.', [
    'visitId',
    'service',
    'completedAt',
    'totalSeconds',
    'serviceSeconds',
    'timeQuality',
  ]),
  publish(guestbook.visitQueuedForWorkstation, 'The visitor waits for a free desk PC.', [
    'visitId',
    'at',
  ]),
  publish(guestbook.visitReturned, 'A visitor who had not come when called waits again.', [
    'visitId',
    'at',
  ]),
  publish(guestbook.visitCancelled, 'The entry was a mistake and counts nowhere.', [
    'visitId',
    'at',
    'reason',
  ]),
  publish(guestbook.visitCorrected, 'A time of the visit was corrected.', [
    'visitId',
    'entry',
    'at',
    'reason',
    'waitSeconds',
    'totalSeconds',
    'serviceSeconds',
    'servedClock',
    'workstationClock',
    'totalClock',
    'timeQuality',
  ]),
  publish(guestbook.visitLeft, 'The visitor walked out.', [
    'visitId',
    'service',
    'leftAt',
    'while',
    'waitSeconds',
    'afterDue',
  ]),
  publish(guestbook.visitNoShow, 'The visitor was called and never came.', [
    'visitId',
    'service',
    'at',
    'calls',
    'calledLate',
  ]),
  publish(guestbook.visitClosedAtEndOfDay, 'The day ended with the visit still open.', [
    'visitId',
    'service',
    'at',
  ]),
  publish(guestbook.visitRescheduled, 'The calendar moved the promises of an open visit.', [
    'visitId',
    'dueAt',
    'totalDueAt',
    'calendarVersion',
  ]),
  publish(guestbook.serviceLevelAtRisk, 'Four fifths of a promised time are over.', outcome),
  publish(guestbook.serviceLevelMet, 'A promised time was kept.', outcome),
  publish(guestbook.serviceLevelBreached, 'A promised time ran out.', outcome),
  publish(guestbook.workstationOffered, 'A free desk PC is held for a visitor.', [
    ...workstation,
    'dueAt',
  ]),
  publish(guestbook.workstationOfferExpired, 'The offered desk PC was not taken.', workstation),
  publish(guestbook.workstationStarted, 'The desk PC was handed over.', [
    ...workstation,
    'handOverSeconds',
  ]),
  publish(guestbook.workstationReleased, 'The visitor left the desk PC.', workstation),
  publish(guestbook.workstationReadied, 'The desk PC can be used again.', workstation),
  publish(guestbook.workstationTakenOut, 'The desk PC is out of order.', workstation),
  publish(guestbook.readingStarted, 'A hardcopy was taken to read in the room.', [
    'readingId',
    'copyId',
    'publicationId',
    'startedAt',
  ]),
  publish(guestbook.readingEnded, 'The hardcopy came back.', ['readingId', 'copyId', 'endedAt']),
  publish(guestbook.ticketPrinted, 'The kiosk printed the ticket, or failed to.', ['outcome']),
  publish(calendarChanged, 'The office has another list of days off.', [
    'version',
    'days',
    'completeYears',
    'changedAt',
  ]),
  publish(catalogue.publicationAdded, 'A publication entered the catalogue.', record),
  publish(catalogue.publicationChanged, 'The description of a publication changed.', record),
  publish(catalogue.publicationWithdrawn, 'A publication left the catalogue.', [
    'publicationId',
    'mergedInto',
  ]),
  publish(catalogue.softcopyAdded, 'A PDF version of a publication is there.', [
    'publicationId',
    'softcopyId',
    'version',
    'bytes',
    'pages',
    'sha256',
    'access',
  ]),
  publish(catalogue.softcopyAccessChanged, 'A PDF version may be read by others than before.', [
    'publicationId',
    'softcopyId',
    'access',
  ]),
  publish(catalogue.softcopyRead, 'A softcopy was opened in the reader.', [
    'publicationId',
    'softcopyId',
    'readAt',
    'firstInHour',
  ]),
  publish(catalogue.copyAdded, 'A hardcopy came to the shelf.', [
    'publicationId',
    'copyId',
    'shelfMark',
  ]),
  publish(catalogue.searchPerformed, 'Searches of a short while, counted.', [
    'searches',
    'withoutResult',
    'from',
    'to',
  ]),
  publish(delivery.requestSubmitted, 'A reader asked for softcopies.', [
    'requestId',
    'publicationIds',
    'described',
    'purpose',
    'channel',
    'submittedAt',
    'dueAt',
  ]),
  publish(delivery.requestPrepared, 'An officer checked what will be sent.', [
    'requestId',
    'preparedAt',
  ]),
  publish(delivery.requestApproved, 'An officer approved the request.', [
    'requestId',
    'approvedAt',
  ]),
  publish(delivery.requestApprovedByRule, 'The rule of the office approved the request.', [
    'requestId',
    'access',
    'approvedAt',
  ]),
  publish(delivery.requestDeclined, 'The request was declined.', [
    'requestId',
    'reason',
    'declinedAt',
  ]),
  publish(delivery.requestRevisionAsked, 'The reader was asked to say more.', [
    'requestId',
    'askedAt',
  ]),
  publish(delivery.requestCancelled, 'The reader took the request back.', [
    'requestId',
    'cancelledAt',
  ]),
  publish(delivery.requestRescheduled, 'The calendar moved the promise of an open request.', [
    'requestId',
    'dueAt',
    'calendarVersion',
  ]),
  publish(delivery.deliverySent, 'The softcopies left for the mailbox of the reader.', [
    'deliveryId',
    'requestId',
    'publicationIds',
    'as',
    'sentAt',
    'workingSeconds',
    'onTime',
  ]),
  publish(delivery.deliveryOpened, 'A delivered file was opened through its link.', [
    'deliveryId',
    'n',
    'openedAt',
  ]),
  publish(delivery.deliveryRevoked, 'A delivery was taken back.', [
    'deliveryId',
    'requestId',
    'revokedAt',
  ]),
  publish(delivery.deliveryFailed, 'A delivery failed for good.', [
    'deliveryId',
    'requestId',
    'failedAt',
  ]),
  publish(followUpPlanned, 'The office plans a measure about an element rated low.', [
    'followUpId',
    'element',
    'dueOn',
    'plannedAt',
  ]),
  publish(followUpCompleted, 'The measure is done.', [
    'followUpId',
    'element',
    'dueOn',
    'completedAt',
  ]),
  publish(complaints.complaintReceived, 'A case entered the register of complaints.', [
    'complaintId',
    'channel',
    'kind',
    'receivedAt',
  ]),
  publish(complaints.complaintClassified, 'The office classified the case.', [
    'complaintId',
    'class',
    'kind',
    'classifiedAt',
    'onTime',
  ]),
  publish(complaints.complaintReplied, 'The office answered the reporter.', [
    'complaintId',
    'stage',
    'repliedAt',
    'onTime',
  ]),
  publish(complaints.complaintClosed, 'The case was closed.', ['complaintId', 'closedAt', 'by']),
  publish(complaints.complaintReopened, 'The case was opened again.', [
    'complaintId',
    'reopenedAt',
  ]),
  publish(complaints.complaintHandedOver, 'The case went on to who decides it.', [
    'complaintId',
    'to',
    'handedOverAt',
  ]),
  publish(complaints.complaintOverdue, 'A promised date passed.', [
    'complaintId',
    'deadline',
    'dueAt',
    'noticedAt',
  ]),
  publish(complaints.complaintRescheduled, 'The calendar moved the dates of an open case.', [
    'complaintId',
    'deadlines',
    'calendarVersion',
  ]),
  publish(notifications.messageSent, 'The mail server took a message over.', [
    'messageId',
    'template',
    'sentAt',
  ]),
  publish(notifications.messageBounced, 'A message came back.', [
    'messageId',
    'template',
    'bouncedAt',
  ]),
  publish(notifications.messageFailed, 'A message could not be sent.', [
    'messageId',
    'template',
    'failedAt',
    'reason',
  ]),
];
