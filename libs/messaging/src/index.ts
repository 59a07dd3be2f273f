export { Bus } from './bus.ts';
export { countDeadLetters, deadLettersOf, redrive, type DeadLetter } from './dead-letters.ts';
export { EventServer } from './event-server.ts';
export { Answers, OnEvent, OnMessage } from './handlers.ts';
export { FollowCalendarHandler } from './follow-calendar.handler.ts';
export { Housekeeping } from './housekeeping.ts';
export { refuseDeep } from './nesting.ts';
export { OfficeCalendar } from './office-calendar.ts';
export { announceAgain, auditOutbox, type OutboxAudit } from './outbox-audit.ts';
export { OutboxRelay } from './outbox-relay.ts';
export { provision, provisionAnalytics } from './provision.ts';
export { repeatedly } from './repeatedly.ts';
export { RequestClient, type Asking, type RawReply } from './request-client.ts';
export { invalid, inWordsOf, RequestServer } from './request-server.ts';
export { healthOf, type ServiceHealth } from './service-health.ts';
export {
  Config,
  Log,
  Office,
  runService,
  startService,
  type RunningService,
  type ServiceOptions,
} from './start-service.ts';
export {
  ACK_WAIT_MS,
  ANALYST,
  ANALYTICS_DAYS,
  ANALYTICS_PROVISIONER,
  ANALYTICS_STREAM,
  ANALYTICS_WRITER,
  natsPermissions,
  streams,
} from './topology.ts';
export { contextOf, inSpan, tracedHeaders } from './trace-context.ts';
