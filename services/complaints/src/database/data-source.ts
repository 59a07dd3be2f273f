import { AuditHeadSchema, AuditLineSchema, migrateDatabase, type Database } from '@pst/persistence';
import { AnswerMailSchema } from '../complaint/answer-mail.schema.ts';
import { AttachmentSchema } from '../complaint/attachment.schema.ts';
import { IncomingMailSchema } from '../complaint/incoming-mail.schema.ts';
import { ComplaintMessageSchema, ComplaintSchema } from '../complaint/complaint.schema.ts';
import { IdentityReadSchema } from '../complaint/identity-read.schema.ts';
import { ReplyTableSchema } from '../complaint/reply-table.schema.ts';
import { StaffSchema } from '../complaint/staff.schema.ts';
import {
  WhatsappMediaSchema,
  WhatsappSendingSchema,
  WhatsappThreadSchema,
} from '../complaint/whatsapp.schema.ts';
import { CreateComplaint1763900800000 } from './migrations/1763900800000-create-complaint.ts';
import { NoteCalendarOfComplaint1764110800000 } from './migrations/1764110800000-note-calendar-of-complaint.ts';
import { ReceiveMail1764270000000 } from './migrations/1764270000000-receive-mail.ts';
import { TalkByWhatsapp1764270100000 } from './migrations/1764270100000-talk-by-whatsapp.ts';
import { KeepCasesFromWhomTheyConcern1764270200000 } from './migrations/1764270200000-keep-cases-from-whom-they-concern.ts';
import { KeepAttachments1764330000000 } from './migrations/1764330000000-keep-attachments.ts';
import { FetchWhatsappMedia1764330100000 } from './migrations/1764330100000-fetch-whatsapp-media.ts';
import { CheckTranscripts1764330200000 } from './migrations/1764330200000-check-transcripts.ts';
import { LogIdentityReads1764340100000 } from './migrations/1764340100000-log-identity-reads.ts';
import { CountMissedGuesses1764340200000 } from './migrations/1764340200000-count-missed-guesses.ts';
import { FollowAnswerMails1764340300000 } from './migrations/1764340300000-follow-answer-mails.ts';
import { HandOver1764340400000 } from './migrations/1764340400000-hand-over.ts';
import { EraseOldCases1764340500000 } from './migrations/1764340500000-erase-old-cases.ts';
import { CreateAudit1764356000000 } from './migrations/1764356000000-create-audit.ts';
import { KeepOriginals1764357100000 } from './migrations/1764357100000-keep-originals.ts';
import { MergeComplaints1764330300000 } from './migrations/1764330300000-merge-complaints.ts';
import { KnowStaff1764340000000 } from './migrations/1764340000000-know-staff.ts';
import { KeepCannedReplies1764352000000 } from './migrations/1764352000000-keep-canned-replies.ts';
import { ListPassedOverMails1764352100000 } from './migrations/1764352100000-list-passed-over-mails.ts';

export const database: Database = {
  entities: [
    ComplaintSchema,
    ComplaintMessageSchema,
    IncomingMailSchema,
    WhatsappThreadSchema,
    WhatsappSendingSchema,
    AttachmentSchema,
    StaffSchema,
    WhatsappMediaSchema,
    IdentityReadSchema,
    AnswerMailSchema,
    ReplyTableSchema,
    AuditLineSchema,
    AuditHeadSchema,
  ],
  migrations: [
    CreateComplaint1763900800000,
    NoteCalendarOfComplaint1764110800000,
    ReceiveMail1764270000000,
    TalkByWhatsapp1764270100000,
    KeepCasesFromWhomTheyConcern1764270200000,
    KeepAttachments1764330000000,
    FetchWhatsappMedia1764330100000,
    CheckTranscripts1764330200000,
    MergeComplaints1764330300000,
    KnowStaff1764340000000,
    LogIdentityReads1764340100000,
    CountMissedGuesses1764340200000,
    FollowAnswerMails1764340300000,
    HandOver1764340400000,
    EraseOldCases1764340500000,
    KeepCannedReplies1764352000000,
    ListPassedOverMails1764352100000,
    CreateAudit1764356000000,
    KeepOriginals1764357100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
