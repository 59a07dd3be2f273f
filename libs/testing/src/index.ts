export { startMetrics, type Collected } from './collected-metrics.ts';
export { eventually } from './eventually.ts';
export { startFakeIssuer, type FakeIssuer, type Forged, type IssuerReturn } from './fake-issuer.ts';
export { startMailbox, type MailboxUnderTest } from './mailbox.ts';
export { EVERYTHING, startNats, type NatsUnderTest } from './nats.ts';
export {
  startOwnPostgres,
  startPostgres,
  type PostgresUnderTest,
  type Template,
} from './postgres.ts';
export { copyPreparedFolder, coversDrawn } from './prepared-folder.ts';
export { startSystem } from './running-system.ts';
export {
  aDevice,
  anActor,
  serviceUnderTest,
  type As,
  type ServiceUnderTest,
} from './service-under-test.ts';
export { type RunningSystem, type SystemAddresses } from './system-process.ts';
export { validXmlReader, xmlReader } from './xml-reader.ts';
