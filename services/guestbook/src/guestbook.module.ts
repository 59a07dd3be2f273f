import { Module } from '@nestjs/common';
import { ReadAuditHandler } from './audit/read-audit/read-audit.handler.ts';
import { ApproveInstitutionHandler } from './institutions/approve-institution/approve-institution.handler.ts';
import { InstitutionBook } from './institutions/institution-book.ts';
import { LinkSpellingHandler } from './institutions/link-spelling/link-spelling.handler.ts';
import { ListInstitutionsHandler } from './institutions/list-institutions/list-institutions.handler.ts';
import { ListUnmatchedSpellingsHandler } from './institutions/list-unmatched-spellings/list-unmatched-spellings.handler.ts';
import { MergeInstitutionHandler } from './institutions/merge-institution/merge-institution.handler.ts';
import { SeedInstitutions } from './institutions/seed-institutions.ts';
import { SuggestInstitutionsHandler } from './institutions/suggest-institutions/suggest-institutions.handler.ts';
import { IdentityNumbers } from './identity-numbers.ts';
import { EntryKeys } from './kiosk/entry-keys.ts';
import { RefusedSweep } from './kiosk/erase-refused/refused-sweep.ts';
import { ListKioskRefusalsHandler } from './kiosk/list-kiosk-refusals/list-kiosk-refusals.handler.ts';
import { ReadKioskHandler } from './kiosk/read-kiosk/read-kiosk.handler.ts';
import { RecordPrintHandler } from './kiosk/record-print/record-print.handler.ts';
import { TakeKioskEntriesHandler } from './kiosk/take-kiosk-entries/take-kiosk-entries.handler.ts';
import { TakeTicketBlockHandler } from './kiosk/take-ticket-block/take-ticket-block.handler.ts';
import { FollowCatalogueHandler } from './readings/follow-catalogue/follow-catalogue.handler.ts';
import { ListReadingsHandler } from './readings/list-readings/list-readings.handler.ts';
import { ListVisitTitlesHandler } from './readings/list-visit-titles/list-visit-titles.handler.ts';
import { ReadInRoomHandler } from './readings/read-in-room/read-in-room.handler.ts';
import { ReadingViews } from './readings/reading-views.ts';
import { LookupProof } from './lookup-proof.ts';
import { PersonErasure } from './person-erasure.ts';
import { DecidePrivacyRequestHandler } from './privacy-requests/decide-privacy-request/decide-privacy-request.handler.ts';
import { FilePrivacyRequestHandler } from './privacy-requests/file-privacy-request/file-privacy-request.handler.ts';
import { HandOutCopyHandler } from './privacy-requests/hand-out-copy/hand-out-copy.handler.ts';
import { ListPrivacyRequestsHandler } from './privacy-requests/list-privacy-requests/list-privacy-requests.handler.ts';
import { ReadPrivacyRequestHandler } from './privacy-requests/read-privacy-request/read-privacy-request.handler.ts';
import { HeldPerson } from './privacy-requests/held-person.ts';
import { RequestedVisits } from './privacy-requests/requested-visits.ts';
import { PersonCorrections } from './privacy-requests/person-corrections.ts';
import { ReadPrivacyRequestDetailHandler } from './privacy-requests/read-privacy-request-detail/read-privacy-request-detail.handler.ts';
import { TakePersonCopyHandler } from './privacy-requests/take-person-copy/take-person-copy.handler.ts';
import { PrivacyRequestSweep } from './privacy-requests/sweep-privacy-requests/privacy-request-sweep.ts';
import { ConfirmLookupHandler } from './visitors/confirm-lookup/confirm-lookup.handler.ts';
import { LookUpVisitorHandler } from './visitors/look-up-visitor/look-up-visitor.handler.ts';
import { CodeMailing } from './visitors/mail-codes/code-mailing.ts';
import { Retention } from './retention/retention.ts';
import { RunRetentionHandler } from './retention/run-retention/run-retention.handler.ts';
import { RetentionSweep } from './retention/sweep-retention/retention-sweep.ts';
import { AddWorkstationHandler } from './visits/add-workstation/add-workstation.handler.ts';
import { CalendarBook } from './calendar/calendar-book.ts';
import { EditCalendarHandler } from './calendar/edit-calendar/edit-calendar.handler.ts';
import { ImportCalendarHandler } from './calendar/import-calendar/import-calendar.handler.ts';
import { ReadCalendarHandler } from './calendar/read-calendar/read-calendar.handler.ts';
import { CalendarSeed } from './calendar/seed-calendar/calendar-seed.ts';
import { CallNextHandler } from './visits/call-next/call-next.handler.ts';
import { CheckIdentityHandler } from './visits/check-identity/check-identity.handler.ts';
import { CheckInHandler } from './visits/check-in/check-in.handler.ts';
import { CorrectVisitHandler } from './visits/correct-visit/correct-visit.handler.ts';
import { Counters } from './visits/counters.ts';
import { EnterPaperVisitHandler } from './visits/enter-paper-visit/enter-paper-visit.handler.ts';
import { Guestbook } from './visits/guestbook.ts';
import { LeaveQueueHandler } from './visits/leave-queue/leave-queue.handler.ts';
import { ListCountersHandler } from './visits/list-counters/list-counters.handler.ts';
import { ListVisitsHandler } from './visits/list-visits/list-visits.handler.ts';
import { ListWorkstationsHandler } from './visits/list-workstations/list-workstations.handler.ts';
import { MoveCounterHandler } from './visits/move-counter/move-counter.handler.ts';
import { MoveVisitHandler } from './visits/move-visit/move-visit.handler.ts';
import { MoveWorkstationHandler } from './visits/move-workstation/move-workstation.handler.ts';
import { OfficeRules } from './visits/office-rules.ts';
import { MailInvitationHandler } from './visits/mail-invitation/mail-invitation.handler.ts';
import { IdentityNumberSweep } from './visits/erase-identity-numbers/identity-number-sweep.ts';
import { ReadIdentityNumberHandler } from './visits/read-identity-number/read-identity-number.handler.ts';
import { RecordIdentityNumberHandler } from './visits/record-identity-number/record-identity-number.handler.ts';
import { RevealIdentityNumberHandler } from './visits/reveal-identity-number/reveal-identity-number.handler.ts';
import { QueueGauges } from './visits/measure-queue/queue-gauges.ts';
import { PlaceDeviceHandler } from './visits/place-device/place-device.handler.ts';
import { ReadQueueHandler } from './visits/read-queue/read-queue.handler.ts';
import { ReadTicketHandler } from './visits/read-ticket/read-ticket.handler.ts';
import { ReadVisitLogHandler } from './visits/read-visit-log/read-visit-log.handler.ts';
import { ReadWorkstationHandler } from './visits/read-workstation/read-workstation.handler.ts';
import { SetPriorityHandler } from './visits/set-priority/set-priority.handler.ts';
import { SetUpCounterHandler } from './visits/set-up-counter/set-up-counter.handler.ts';
import { ClockSweep } from './visits/sweep-clocks/clock-sweep.ts';
import { TicketNumbers } from './visits/ticket-numbers.ts';
import { TicketViews } from './visits/ticket-views.ts';
import { TransferVisitHandler } from './visits/transfer-visit/transfer-visit.handler.ts';
import { VisitRescheduling } from './visits/reschedule-visits/visit-rescheduling.ts';
import { UseWorkstationHandler } from './visits/use-workstation/use-workstation.handler.ts';
import { VisitJournal } from './visits/visit-journal.ts';
import { WorkstationPool } from './visits/workstation-pool.ts';

@Module({
  controllers: [
    CheckInHandler,
    EnterPaperVisitHandler,
    ReadTicketHandler,
    LeaveQueueHandler,
    ReadQueueHandler,
    ListVisitsHandler,
    CallNextHandler,
    CheckIdentityHandler,
    MoveVisitHandler,
    MailInvitationHandler,
    SetPriorityHandler,
    TransferVisitHandler,
    ReadVisitLogHandler,
    CorrectVisitHandler,
    ListCountersHandler,
    SetUpCounterHandler,
    MoveCounterHandler,
    ListWorkstationsHandler,
    AddWorkstationHandler,
    MoveWorkstationHandler,
    PlaceDeviceHandler,
    ReadWorkstationHandler,
    UseWorkstationHandler,
    ReadInRoomHandler,
    ReadCalendarHandler,
    EditCalendarHandler,
    ImportCalendarHandler,
    ReadKioskHandler,
    TakeTicketBlockHandler,
    TakeKioskEntriesHandler,
    RecordPrintHandler,
    ListKioskRefusalsHandler,
    ListReadingsHandler,
    ListVisitTitlesHandler,
    FollowCatalogueHandler,
    ApproveInstitutionHandler,
    LinkSpellingHandler,
    ListInstitutionsHandler,
    ListUnmatchedSpellingsHandler,
    MergeInstitutionHandler,
    SuggestInstitutionsHandler,
    LookUpVisitorHandler,
    ConfirmLookupHandler,
    ReadAuditHandler,
    RecordIdentityNumberHandler,
    ReadIdentityNumberHandler,
    RevealIdentityNumberHandler,
    RunRetentionHandler,
    FilePrivacyRequestHandler,
    ReadPrivacyRequestHandler,
    ListPrivacyRequestsHandler,
    ReadPrivacyRequestDetailHandler,
    DecidePrivacyRequestHandler,
    TakePersonCopyHandler,
    HandOutCopyHandler,
  ],
  providers: [
    Guestbook,
    TicketNumbers,
    OfficeRules,
    VisitJournal,
    TicketViews,
    Counters,
    WorkstationPool,
    ReadingViews,
    ClockSweep,
    QueueGauges,
    VisitRescheduling,
    CalendarBook,
    CalendarSeed,
    EntryKeys,
    RefusedSweep,
    InstitutionBook,
    SeedInstitutions,
    CodeMailing,
    IdentityNumbers,
    IdentityNumberSweep,
    Retention,
    RetentionSweep,
    LookupProof,
    PersonErasure,
    HeldPerson,
    RequestedVisits,
    PersonCorrections,
    PrivacyRequestSweep,
  ],
})
export class GuestbookModule {}
