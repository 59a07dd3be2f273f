import { Module } from '@nestjs/common';
import { MailboxIntake, MailboxPlaces, MailboxReader, MailboxWatch } from '@pst/mailbox';
import { FollowCalendarHandler } from '@pst/messaging';
import { AttachFileHandler } from './complaint/attach-file/attach-file.handler.ts';
import { Attachments } from './complaint/attachments.ts';
import { CaseFile } from './complaint/case-file.ts';
import { CheckTranscriptHandler } from './complaint/check-transcript/check-transcript.handler.ts';
import { WhatsappMediaFetcher } from './complaint/fetch-whatsapp-media/whatsapp-media-fetcher.ts';
import { EditCannedRepliesHandler } from './complaint/edit-canned-replies/edit-canned-replies.handler.ts';
import { FileComplaintHandler } from './complaint/file-complaint/file-complaint.handler.ts';
import { FindSimilarHandler } from './complaint/find-similar/find-similar.handler.ts';
import { FollowComplaintHandler } from './complaint/follow-complaint/follow-complaint.handler.ts';
import { FollowMailsHandler } from './complaint/follow-mails/follow-mails.handler.ts';
import { FollowStaffHandler } from './complaint/follow-staff/follow-staff.handler.ts';
import { HandleComplaintHandler } from './complaint/handle-complaint/handle-complaint.handler.ts';
import { HoldComplaintHandler } from './complaint/hold-complaint/hold-complaint.handler.ts';
import { ListComplaintsHandler } from './complaint/list-complaints/list-complaints.handler.ts';
import { IdentityLog } from './complaint/identity-log.ts';
import { MergeComplaintsHandler } from './complaint/merge-complaints/merge-complaints.handler.ts';
import { DeadlineGauges } from './complaint/measure-deadlines/deadline-gauges.ts';
import { OfferCannedRepliesHandler } from './complaint/offer-canned-replies/offer-canned-replies.handler.ts';
import { ReadReporterHandler } from './complaint/read-reporter/read-reporter.handler.ts';
import { ReadFiguresHandler } from './complaint/read-figures/read-figures.handler.ts';
import { MailIntake } from './complaint/receive-mail/mail-intake.ts';
import { PassedOverMailsHandler } from './complaint/receive-mail/passed-over-mails.handler.ts';
import { ReceiveWhatsappHandler } from './complaint/receive-whatsapp/receive-whatsapp.handler.ts';
import { WhatsappIntake } from './complaint/receive-whatsapp/whatsapp-intake.ts';
import { RedactComplaintHandler } from './complaint/redact-complaint/redact-complaint.handler.ts';
import { ReporterKey } from './complaint/reporter-key.ts';
import { Register } from './complaint/register.ts';
import { ComplaintRescheduling } from './complaint/reschedule-complaints/complaint-rescheduling.ts';
import { ComplaintRetention } from './complaint/retention.ts';
import { RunRetentionHandler } from './complaint/run-retention/run-retention.handler.ts';
import { AttachmentScan } from './complaint/scan-attachments/attachment-scan.ts';
import { WhatsappSender } from './complaint/send-whatsapp/whatsapp-sender.ts';
import { DeadlineSweep } from './complaint/sweep-deadlines/deadline-sweep.ts';
import { RetentionSweep } from './complaint/sweep-retention/retention-sweep.ts';
import { WhatsappTalk } from './complaint/whatsapp-talk.ts';

@Module({
  controllers: [
    AttachFileHandler,
    CheckTranscriptHandler,
    EditCannedRepliesHandler,
    FindSimilarHandler,
    FileComplaintHandler,
    FollowComplaintHandler,
    HandleComplaintHandler,
    HoldComplaintHandler,
    ListComplaintsHandler,
    MergeComplaintsHandler,
    OfferCannedRepliesHandler,
    PassedOverMailsHandler,
    ReadFiguresHandler,
    ReadReporterHandler,
    ReceiveWhatsappHandler,
    RedactComplaintHandler,
    RunRetentionHandler,
    FollowStaffHandler,
    FollowMailsHandler,
    FollowCalendarHandler,
  ],
  providers: [
    Attachments,
    AttachmentScan,
    CaseFile,
    IdentityLog,
    ReporterKey,
    Register,
    DeadlineSweep,
    DeadlineGauges,
    ComplaintRetention,
    RetentionSweep,
    ComplaintRescheduling,
    MailboxWatch,
    MailboxPlaces,
    MailboxReader,
    MailIntake,
    { provide: MailboxIntake, useExisting: MailIntake },
    WhatsappTalk,
    WhatsappIntake,
    WhatsappSender,
    WhatsappMediaFetcher,
  ],
})
export class ComplaintsModule {}
