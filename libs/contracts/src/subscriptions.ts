import {
  accountClosed,
  accountRegistered,
  accountRolesChanged,
  accountVerified,
  deviceRegistered,
  deviceRevoked,
} from './accounts/events.ts';
import {
  copyAdded,
  publicationAdded,
  publicationChanged,
  publicationWithdrawn,
  searchPerformed,
  softcopyAccessChanged,
  softcopyAdded,
  softcopyRead,
} from './catalogue/events.ts';
import {
  complaintClassified,
  complaintClosed,
  complaintOverdue,
  complaintRated,
  complaintReceived,
  complaintReopened,
  complaintReplied,
  complaintRescheduled,
} from './complaints/events.ts';
import type { EventContract } from './define-event.ts';
import {
  deliveryFailed,
  deliveryOpened,
  deliveryRevoked,
  deliverySent,
  requestApproved,
  requestCancelled,
  requestDeclined,
  requestRescheduled,
  requestRevisionAsked,
  requestSubmitted,
} from './document-delivery/events.ts';
import { commentModerated, ratingGiven, surveyAnswered, surveyInvited } from './feedback/events.ts';
import { followUpCompleted, followUpPlanned } from './feedback/follow-ups.ts';
import { calendarChanged } from './guestbook/calendar.ts';
import {
  counterClosed,
  counterOpened,
  counterPaused,
  institutionApproved,
  institutionLinked,
  institutionMerged,
  privacyRequestGranted,
  privacyRequestOverdue,
  privacyRequestReceived,
  privacyRequestRefused,
  readingEnded,
  readingStarted,
  serviceLevelAtRisk,
  serviceLevelBreached,
  serviceLevelMet,
  ticketPrinted,
  visitCalled,
  visitCancelled,
  visitCheckedIn,
  visitClosedAtEndOfDay,
  visitCompleted,
  visitCorrected,
  visitHeld,
  visitIdentityChecked,
  visitLeft,
  visitNoShow,
  visitPersonErased,
  visitPrioritised,
  visitQueuedForWorkstation,
  visitRescheduled,
  visitResumed,
  visitReturned,
  visitServing,
  visitTransferred,
  workstationOffered,
  workstationOfferExpired,
  workstationReadied,
  workstationReleased,
  workstationStarted,
  workstationTakenOut,
} from './guestbook/events.ts';
import { messageBounced, messageFailed, messageSent } from './notifications/events.ts';

const all = {
  accounts: [
    accountRegistered,
    accountVerified,
    accountClosed,
    accountRolesChanged,
    deviceRegistered,
    deviceRevoked,
  ],
  guestbook: [
    visitCheckedIn,
    visitPrioritised,
    visitIdentityChecked,
    visitCalled,
    visitServing,
    visitHeld,
    visitResumed,
    visitTransferred,
    visitQueuedForWorkstation,
    visitCompleted,
    visitLeft,
    visitNoShow,
    visitReturned,
    visitCancelled,
    visitClosedAtEndOfDay,
    visitRescheduled,
    visitCorrected,
    serviceLevelAtRisk,
    serviceLevelMet,
    serviceLevelBreached,
    counterOpened,
    counterPaused,
    counterClosed,
    workstationOffered,
    workstationOfferExpired,
    workstationStarted,
    workstationReleased,
    workstationReadied,
    workstationTakenOut,
    readingStarted,
    readingEnded,
    calendarChanged,
    ticketPrinted,
    visitPersonErased,
    institutionApproved,
    institutionLinked,
    institutionMerged,
    privacyRequestReceived,
    privacyRequestGranted,
    privacyRequestRefused,
    privacyRequestOverdue,
  ],
  catalogue: [
    publicationAdded,
    publicationChanged,
    publicationWithdrawn,
    softcopyAdded,
    softcopyAccessChanged,
    softcopyRead,
    copyAdded,
    searchPerformed,
  ],
  'document-delivery': [
    requestSubmitted,
    requestApproved,
    requestDeclined,
    requestRevisionAsked,
    requestCancelled,
    requestRescheduled,
    deliverySent,
    deliveryOpened,
    deliveryRevoked,
    deliveryFailed,
  ],
  feedback: [
    surveyInvited,
    ratingGiven,
    surveyAnswered,
    commentModerated,
    followUpPlanned,
    followUpCompleted,
  ],
  complaints: [
    complaintReceived,
    complaintClassified,
    complaintReplied,
    complaintClosed,
    complaintReopened,
    complaintOverdue,
    complaintRated,
    complaintRescheduled,
  ],
  notifications: [messageSent, messageBounced, messageFailed],
  insights: [],
} as const satisfies Record<string, readonly EventContract[]>;

/** The services that own a database, by their names on the bus. */
export type ServiceName = keyof typeof all;

/** What each service announces. */
export const announcements: Record<ServiceName, readonly EventContract[]> = all;

export const serviceNames = Object.keys(all) as readonly ServiceName[];

/** Every event of the system, for the documentation and for insights. */
export const allEvents: readonly EventContract[] = Object.values(announcements).flat();

/**
 * Who listens to what: the composition of the system in one place. Provisioning turns each line into
 * a durable consumer, and a service refuses to start when its handlers differ from its line.
 */
export const subscriptions: Record<ServiceName, readonly EventContract[]> = {
  accounts: [surveyInvited],
  guestbook: [publicationAdded, publicationChanged, copyAdded, softcopyRead, surveyInvited],
  catalogue: [accountClosed],
  'document-delivery': [
    publicationAdded,
    publicationChanged,
    publicationWithdrawn,
    softcopyAdded,
    messageSent,
    messageFailed,
    messageBounced,
    accountClosed,
    calendarChanged,
  ],
  feedback: [visitCompleted, deliverySent, softcopyRead],
  complaints: [calendarChanged],
  notifications: [deliveryRevoked, calendarChanged],
  insights: allEvents,
};
