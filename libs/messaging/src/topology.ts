import {
  announcements,
  calendarChanged,
  serviceNames,
  subscriptions,
  type ServiceName,
} from '@pst/contracts';
import { EVENT_STREAM, MESSAGE_STREAM } from '@pst/persistence';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  StoreCompression,
  type ConsumerConfig,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { inboxPrefix } from './bus.ts';
import { anybodyThere } from './headers.ts';

export const DEAD_LETTER_STREAM = 'DEAD_LETTERS';
export const ADVISORY_STREAM = 'ADVISORIES';
/** What analysts read; in an account of its own, where nothing else is. */
export const ANALYTICS_STREAM = 'ANALYTICS';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MEGABYTE = 1_048_576;

/** How far back analysts can replay. */
export const ANALYTICS_DAYS = 400;

/** How often a message is delivered before it becomes a dead letter. */
export const MAX_DELIVERIES = 8;
export const ACK_WAIT_MS = 30_000;

type Stream = Partial<StreamConfig> & { name: string };

const durable: Partial<StreamConfig> = {
  storage: StorageType.File,
  compression: StoreCompression.S2,
  // A full stream refuses, and the outbox keeps: the default would silently drop the unread.
  discard: DiscardPolicy.New,
  duplicate_window: nanos(5 * MINUTE_MS),
  allow_direct: true,
};

/** Every stream of the system (reliability-and-security 3.4). */
export const streams: readonly Stream[] = [
  {
    ...durable,
    name: EVENT_STREAM,
    subjects: ['pst.>'],
    retention: RetentionPolicy.Limits,
    max_age: nanos(14 * DAY_MS),
    max_bytes: 1024 * MEGABYTE,
    max_msg_size: 262_144,
    deny_delete: true,
    deny_purge: true,
  },
  {
    ...durable,
    name: MESSAGE_STREAM,
    subjects: ['msg.>'],
    retention: RetentionPolicy.Workqueue,
    max_bytes: 64 * MEGABYTE,
    max_msg_size: 262_144,
  },
  {
    ...durable,
    name: DEAD_LETTER_STREAM,
    subjects: ['dead.>'],
    // Limits and not a work queue: a dead letter must stay visible while it is looked at.
    retention: RetentionPolicy.Limits,
    max_age: nanos(90 * DAY_MS),
    max_bytes: 64 * MEGABYTE,
  },
  {
    ...durable,
    name: ADVISORY_STREAM,
    subjects: [
      '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>',
      '$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>',
    ],
    retention: RetentionPolicy.Limits,
    max_age: nanos(30 * DAY_MS),
    max_bytes: 16 * MEGABYTE,
  },
];

/** The only stream of the analysts' account. Insights can fill it anew, so the oldest makes room. */
export const analyticsStream: Stream = {
  ...durable,
  name: ANALYTICS_STREAM,
  subjects: ['analytics.>'],
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.Old,
  max_age: nanos(ANALYTICS_DAYS * DAY_MS),
  max_bytes: 512 * MEGABYTE,
  max_msg_size: 262_144,
  deny_delete: true,
  deny_purge: true,
  // A consumer that its reader forgot goes by itself, whatever it was made to be.
  max_consumers: 1_024,
  consumer_limits: { inactive_threshold: nanos(60 * MINUTE_MS) },
};

/** One durable consumer: who reads which stream, and what of it. */
export interface Durable {
  readonly stream: string;
  readonly service: ServiceName;
  readonly config: Partial<ConsumerConfig>;
}

function durableOf(stream: string, service: ServiceName, subjects: string[]): Durable {
  return {
    stream,
    service,
    config: {
      durable_name: service,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ACK_WAIT_MS),
      max_deliver: MAX_DELIVERIES,
      max_ack_pending: 128,
      filter_subjects: subjects,
    },
  };
}

/** Every durable consumer, from the subscriptions of the contracts. */
export const durables: readonly Durable[] = [
  ...serviceNames
    .filter((service) => subscriptions[service].length > 0)
    .map((service) =>
      durableOf(
        EVENT_STREAM,
        service,
        subscriptions[service].map((event) => event.subjectFor('*')),
      ),
    ),
  durableOf(MESSAGE_STREAM, 'notifications', ['msg.>']),
];

/** The account of the bus that analysts are in. */
export const ANALYSTS = 'ANALYSTS';
/** Who may only read there. */
export const ANALYST = 'analyst';
/** As whom insights writes there. */
export const ANALYTICS_WRITER = 'analytics-writer';
/** Who makes the stream there. */
export const ANALYTICS_PROVISIONER = 'analytics-provisioner';

/** What a user may publish and subscribe to; everything else is denied. */
export interface Permissions {
  /** Another account than that of the services. */
  readonly account?: typeof ANALYSTS;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** Whether a service reckons with the office's calendar: it announces the changes or listens to them. */
export const followsCalendar = (service: ServiceName): boolean =>
  announcements[service].includes(calendarChanged) ||
  subscriptions[service].includes(calendarChanged);

function servicePermissions(service: ServiceName): Permissions {
  const own = durables.filter((durable) => durable.service === service);
  return {
    publish: [
      ...new Set(announcements[service].map((event) => event.subjectFor('*'))),
      ...(service === 'notifications' ? [] : ['msg.*.email']),
      `dead.${service}`,
      // How many letters lie there; none is opened by that.
      `$JS.API.STREAM.INFO.${DEAD_LETTER_STREAM}`,
      `$JS.API.STREAM.INFO.${EVENT_STREAM}`,
      // The last of its own facts: whether the stream still has them.
      `$JS.API.DIRECT.GET.${EVENT_STREAM}.pst.*.${service}.>`,
      `$JS.API.STREAM.INFO.${MESSAGE_STREAM}`,
      ...own.flatMap(({ stream }) => [
        `$JS.API.CONSUMER.INFO.${stream}.${service}`,
        `$JS.API.CONSUMER.MSG.NEXT.${stream}.${service}`,
        `$JS.ACK.${stream}.${service}.>`,
      ]),
    ],
    subscribe: [
      `rpc.${service}.> rpc-${service}`,
      `${inboxPrefix(service)}.>`,
      // Every replica hears it at once; the durable consumer gives it to one of them only.
      ...(followsCalendar(service) ? [calendarChanged.subjectFor('*')] : []),
    ],
  };
}

/**
 * The analysts' account shares no subject with the services: a consumer may be told to deliver to any
 * subject of its account, and in theirs it could speak in a service's name.
 */
const analystsPermissions: Readonly<Record<string, Permissions>> = {
  [ANALYST]: {
    account: ANALYSTS,
    publish: [
      '$JS.API.INFO',
      `$JS.API.STREAM.INFO.${ANALYTICS_STREAM}`,
      `$JS.API.STREAM.MSG.GET.${ANALYTICS_STREAM}`,
      `$JS.API.DIRECT.GET.${ANALYTICS_STREAM}`,
      `$JS.API.DIRECT.GET.${ANALYTICS_STREAM}.>`,
      `$JS.API.CONSUMER.CREATE.${ANALYTICS_STREAM}.>`,
      `$JS.API.CONSUMER.INFO.${ANALYTICS_STREAM}.*`,
      `$JS.API.CONSUMER.MSG.NEXT.${ANALYTICS_STREAM}.*`,
      // Its own, whose name it knows: an ordered consumer leaves one behind at every step otherwise.
      `$JS.API.CONSUMER.DELETE.${ANALYTICS_STREAM}.*`,
      // Both forms of the acknowledgement: servers from 2.15 on name domain and account in it.
      `$JS.ACK.${ANALYTICS_STREAM}.>`,
      `$JS.ACK.*.*.${ANALYTICS_STREAM}.>`,
      `$JS.FC.${ANALYTICS_STREAM}.>`,
    ],
    subscribe: [`${inboxPrefix(ANALYST)}.>`],
  },
  [ANALYTICS_WRITER]: {
    account: ANALYSTS,
    publish: [
      'analytics.>',
      `$JS.API.STREAM.INFO.${ANALYTICS_STREAM}`,
      `$JS.API.STREAM.MSG.GET.${ANALYTICS_STREAM}`,
    ],
    subscribe: [`${inboxPrefix(ANALYTICS_WRITER)}.>`],
  },
  [ANALYTICS_PROVISIONER]: {
    account: ANALYSTS,
    publish: ['$JS.API.>'],
    subscribe: [`${inboxPrefix(ANALYTICS_PROVISIONER)}.>`],
  },
};

/** Least privilege per bus user (reliability-and-security 3.5). */
export const natsPermissions: Readonly<Record<string, Permissions>> = {
  ...Object.fromEntries(serviceNames.map((service) => [service, servicePermissions(service)])),
  gateway: {
    publish: ['rpc.>'],
    subscribe: [`${inboxPrefix('gateway')}.>`, 'pst.>'],
  },
  provisioner: {
    publish: ['$JS.API.>', 'pst.>', 'msg.>', 'dead.>', anybodyThere('*')],
    subscribe: [`${inboxPrefix('provisioner')}.>`],
  },
  ...analystsPermissions,
};
