import { Module } from '@nestjs/common';
import { MailboxIntake, MailboxPlaces, MailboxWatch } from '@pst/mailbox';
import { FollowCalendarHandler } from '@pst/messaging';
import { Admission } from './message/admission.ts';
import { CountDeadLettersHandler } from './message/count-dead-letters/count-dead-letters.handler.ts';
import { MessageRetention } from './message/retention.ts';
import { RunRetentionHandler } from './message/run-retention/run-retention.handler.ts';
import { RetentionSweep } from './message/sweep-retention/retention-sweep.ts';
import { DecideMessageHandler } from './message/decide-message/decide-message.handler.ts';
import { DeclineInvitationsHandler } from './message/decline-invitations/decline-invitations.handler.ts';
import { Letters } from './message/letters.ts';
import { PreviewTemplatesHandler } from './message/preview-templates/preview-templates.handler.ts';
import { MailGauges } from './message/measure-mails/mail-gauges.ts';
import { OptOutLinks } from './message/opt-out-links.ts';
import { LiftSuppressionHandler } from './message/lift-suppression/lift-suppression.handler.ts';
import { ListMessagesHandler } from './message/list-messages/list-messages.handler.ts';
import { ListSuppressionsHandler } from './message/list-suppressions/list-suppressions.handler.ts';
import { BounceIntake } from './message/receive-bounces/bounce-intake.ts';
import { ReceiveMessageHandler } from './message/receive-message/receive-message.handler.ts';
import { DueMessages } from './message/send-due-messages/due-messages.ts';
import { Suppressions } from './message/suppressions.ts';
import { WithdrawMessageHandler } from './message/withdraw-message/withdraw-message.handler.ts';

@Module({
  controllers: [
    ReceiveMessageHandler,
    ListMessagesHandler,
    DecideMessageHandler,
    WithdrawMessageHandler,
    ListSuppressionsHandler,
    LiftSuppressionHandler,
    DeclineInvitationsHandler,
    CountDeadLettersHandler,
    RunRetentionHandler,
    PreviewTemplatesHandler,
    FollowCalendarHandler,
  ],
  providers: [
    DueMessages,
    MailGauges,
    Admission,
    Suppressions,
    OptOutLinks,
    Letters,
    MessageRetention,
    RetentionSweep,
    MailboxWatch,
    MailboxPlaces,
    { provide: MailboxIntake, useClass: BounceIntake },
  ],
})
export class NotificationsModule {}
