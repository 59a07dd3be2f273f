import { Module } from '@nestjs/common';
import { AccountsController } from './accounts/accounts.controller.ts';
import { DevicesController } from './accounts/devices.controller.ts';
import { MeController } from './accounts/me.controller.ts';
import { SecondFactorController } from './accounts/second-factor.controller.ts';
import { SingleSignOnController } from './accounts/single-sign-on.controller.ts';
import { PasswordSignIn } from './accounts/password-sign-in.ts';
import { SessionsController } from './accounts/sessions.controller.ts';
import { DeskSearchController } from './catalogue/desk-search.controller.ts';
import { DeskPublicationsController } from './catalogue/desk-publications.controller.ts';
import { OpenedSoftcopies } from './catalogue/opened-softcopies.ts';
import { PublicationPageController } from './catalogue/publication-page.controller.ts';
import { FollowingsController } from './catalogue/followings.controller.ts';
import { PublicationsController } from './catalogue/publications.controller.ts';
import { StandardsController } from './catalogue/standards.controller.ts';
import { CannedRepliesController } from './complaints/canned-replies.controller.ts';
import { ComplaintFiguresController } from './complaints/complaint-figures.controller.ts';
import { ComplaintRetentionController } from './complaints/complaint-retention.controller.ts';
import { ComplaintsController } from './complaints/complaints.controller.ts';
import { DeskComplaintsController } from './complaints/desk-complaints.controller.ts';
import { PassedOverMailsController } from './complaints/passed-over-mails.controller.ts';
import { ReporterIdentityController } from './complaints/reporter-identity.controller.ts';
import { WhatsappWebhookController } from './complaints/whatsapp-webhook.controller.ts';
import { DeliveriesController } from './document-delivery/deliveries.controller.ts';
import { DocumentRequestsController } from './document-delivery/document-requests.controller.ts';
import { VisitRequestsController } from './document-delivery/visit-requests.controller.ts';
import { DocumentationController } from './documentation/documentation.controller.ts';
import { FollowUpsController } from './feedback/follow-ups.controller.ts';
import { SurveysController } from './feedback/surveys.controller.ts';
import { AttachedVisits } from './guestbook/attached-visits.ts';
import { CountersController } from './guestbook/counters.controller.ts';
import { DeskAuditController } from './guestbook/desk-audit.controller.ts';
import { DeskInstitutionsController } from './guestbook/desk-institutions.controller.ts';
import { DeskPrivacyRequestsController } from './guestbook/desk-privacy-requests.controller.ts';
import { DeskReadingsController } from './guestbook/desk-readings.controller.ts';
import { DeskRetentionController } from './guestbook/desk-retention.controller.ts';
import { DeskVisitsController } from './guestbook/desk-visits.controller.ts';
import { InstitutionsController } from './guestbook/institutions.controller.ts';
import { KioskController } from './guestbook/kiosk.controller.ts';
import { LiveQueue } from './guestbook/live-queue.ts';
import { PrivacyRequestsController } from './guestbook/privacy-requests.controller.ts';
import { QueueController } from './guestbook/queue.controller.ts';
import { VisitorsController } from './guestbook/visitors.controller.ts';
import { VisitsController } from './guestbook/visits.controller.ts';
import { WorkstationSessionController } from './guestbook/workstation-session.controller.ts';
import { WorkstationsController } from './guestbook/workstations.controller.ts';
import { AccessGuard } from './http/access.guard.ts';
import { HotReads } from './http/hot-reads.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ProofOfWork } from './http/proof-of-work.ts';
import { RateLimits } from './http/rate-limits.ts';
import { ReplyInterceptor } from './http/reply.interceptor.ts';
import { Services } from './http/services.ts';
import { SessionCookie } from './http/session-cookie.ts';
import { StoredFiles } from './http/stored-files.ts';
import { CounterController } from './insights/counter.controller.ts';
import { ExportsController } from './insights/exports.controller.ts';
import { ReportsController } from './insights/reports.controller.ts';
import { MailOptOutsController } from './notifications/mail-opt-outs.controller.ts';
import { MessagesController } from './notifications/messages.controller.ts';
import { SuppressionsController } from './notifications/suppressions.controller.ts';
import { DeskCalendarController } from './office/desk-calendar.controller.ts';
import { FollowedCalendar } from './office/followed-calendar.ts';
import { OfficeController } from './office/office.controller.ts';
import { ReferenceController } from './office/reference.controller.ts';
import { OpdsController } from './opds/opds.controller.ts';
import { HealthController } from './operations/health.controller.ts';

/** Every route of the public surface, by the service that stands behind it. */
export const controllers = [
  OfficeController,
  ReferenceController,
  DeskCalendarController,
  AccountsController,
  SessionsController,
  MeController,
  SecondFactorController,
  SingleSignOnController,
  DevicesController,
  VisitsController,
  QueueController,
  InstitutionsController,
  VisitorsController,
  KioskController,
  DeskVisitsController,
  CountersController,
  WorkstationsController,
  WorkstationSessionController,
  DeskReadingsController,
  DeskInstitutionsController,
  DeskAuditController,
  DeskRetentionController,
  PrivacyRequestsController,
  DeskPrivacyRequestsController,
  PublicationsController,
  FollowingsController,
  DeskPublicationsController,
  DeskSearchController,
  StandardsController,
  PublicationPageController,
  OpdsController,
  DocumentRequestsController,
  VisitRequestsController,
  DeliveriesController,
  SurveysController,
  FollowUpsController,
  ComplaintFiguresController,
  CannedRepliesController,
  PassedOverMailsController,
  ReporterIdentityController,
  ComplaintRetentionController,
  ComplaintsController,
  DeskComplaintsController,
  WhatsappWebhookController,
  MailOptOutsController,
  MessagesController,
  SuppressionsController,
  CounterController,
  ReportsController,
  ExportsController,
  HealthController,
  DocumentationController,
];

export const providers = [
  Services,
  RateLimits,
  ProofOfWork,
  SessionCookie,
  AttachedVisits,
  AccessGuard,
  ReplyInterceptor,
  ProblemFilter,
  HotReads,
  StoredFiles,
  LiveQueue,
  FollowedCalendar,
  OpenedSoftcopies,
  PasswordSignIn,
];

@Module({ controllers, providers })
export class GatewayModule {}
