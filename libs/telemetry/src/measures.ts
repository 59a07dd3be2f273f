/** One thing that is measured; its labels are a closed list, and their values codes, never a person's. */
interface Measure {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly unit?: 's' | 'By';
  readonly description: string;
  readonly labels: readonly string[];
  /** Upper ends of a histogram's buckets. */
  readonly boundaries?: readonly number[];
}

/**
 * Everything that is measured, in one place: what alerts and dashboards ask for is checked against it.
 *
 * Gauges are read from the database or JetStream at the moment somebody collects them. Replicas of a
 * service read the same rows and say the same number, so queries take their `max`, never their sum;
 * counters and histograms are each process's own, and are summed.
 */
export const measures = {
  'http.server.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from a request to its answer',
    labels: ['http.request.method', 'http.route', 'http.response.status_code'],
    boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  'pst.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Time a service took to answer a request',
    labels: ['pattern', 'outcome'],
    boundaries: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  },
  'pst.outbox.published': {
    kind: 'counter',
    description: 'Rows of the outbox that JetStream has taken over',
    labels: [],
  },
  'pst.outbox.wait': {
    kind: 'histogram',
    unit: 's',
    description: 'Time from a fact’s commit to its place in the stream',
    labels: [],
    boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5, 30],
  },
  'pst.outbox.waiting': {
    kind: 'gauge',
    description: 'Rows of the outbox that JetStream has not taken over yet',
    labels: ['stream'],
  },
  'pst.outbox.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest of them has waited',
    labels: ['stream'],
  },
  'pst.events.handled': {
    kind: 'counter',
    description:
      'Messages taken from JetStream: handled, known (delivered again, nothing done), again (not handled yet) or dead-letter',
    labels: ['event', 'outcome'],
  },
  'pst.consumer.lag': {
    kind: 'gauge',
    description:
      'Messages in the stream that the service’s durable consumer has not been given yet',
    labels: ['stream'],
  },
  'pst.consumer.unacknowledged': {
    kind: 'gauge',
    description: 'Messages that the service was given and has not settled yet',
    labels: ['stream'],
  },
  'pst.dead_letters': {
    kind: 'gauge',
    description: 'Messages that the service could not handle and that wait for an operator',
    labels: [],
  },
  'pst.queue.length': {
    kind: 'gauge',
    description:
      'Visitors of today who wait for a counter or for a workstation, by the service they came for',
    labels: ['office', 'service', 'waits_for'],
  },
  'pst.queue.longest_wait': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the one who waits longest has waited, in working time',
    labels: ['office', 'service', 'waits_for'],
  },
  'pst.promises.due': {
    kind: 'gauge',
    description: 'Visits of today whose promised time counts, kept or not',
    labels: ['office', 'promise'],
  },
  'pst.promises.met': {
    kind: 'gauge',
    description: 'Those of them whose promise was kept, in working time',
    labels: ['office', 'promise'],
  },
  'pst.promises.target': {
    kind: 'gauge',
    unit: 's',
    description: 'The time that the office’s standard promises, in working time',
    labels: ['office', 'promise'],
  },
  'pst.complaints.open': {
    kind: 'gauge',
    description: 'Complaints that are not closed',
    labels: ['office'],
  },
  'pst.complaints.due': {
    kind: 'gauge',
    description: 'Promised dates of complaints that run out today',
    labels: ['office', 'deadline'],
  },
  'pst.complaints.overdue': {
    kind: 'gauge',
    description: 'Promised dates of open complaints that passed without what was promised',
    labels: ['office', 'deadline'],
  },
  'pst.document_requests.waiting': {
    kind: 'gauge',
    description: 'Requests for softcopies that are neither delivered nor refused',
    labels: ['office', 'state'],
  },
  'pst.document_requests.overdue': {
    kind: 'gauge',
    description: 'Those of them whose promised time is over',
    labels: ['office', 'state'],
  },
  'pst.mails.waiting': {
    kind: 'gauge',
    description: 'Mails that are to leave: due now, or later by a rule of the office',
    labels: ['office', 'when'],
  },
  'pst.mails.longest_wait': {
    kind: 'gauge',
    unit: 's',
    description: 'How long the oldest mail that is due has waited to leave',
    labels: ['office'],
  },
  'pst.mails.held': {
    kind: 'gauge',
    description: 'Mails that did not leave and go on only by a person’s word',
    labels: ['office', 'state'],
  },
  'pst.mails.settled': {
    kind: 'counter',
    description:
      'What became of mails, as it became known: sent, failed, uncertain, suppressed or bounced',
    labels: ['outcome'],
  },
  'process.memory.usage': {
    kind: 'gauge',
    unit: 'By',
    description: 'Memory that the process holds',
    labels: [],
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** What Node's own instrumentation adds, as far as alerts and dashboards ask for it, with its labels. */
export const runtimeSeries: Readonly<Record<string, readonly string[]>> = {
  nodejs_eventloop_utilization: [],
  nodejs_eventloop_delay_p99: [],
  v8js_gc_duration_sum: ['v8js_gc_type'],
  v8js_memory_heap_used: ['v8js_heap_space_name'],
};

export type MeasureName = keyof typeof measures;

/** The measures of one kind. */
export type MeasureOf<Kind extends Measure['kind']> = {
  [Name in MeasureName]: (typeof measures)[Name]['kind'] extends Kind ? Name : never;
}[MeasureName];

/** Exactly the labels that a measure declares. */
export type Labels<Name extends MeasureName> = Readonly<
  Record<(typeof measures)[Name]['labels'][number], string | number>
>;

/** A name as Prometheus writes it. */
const written = (name: string): string => name.replaceAll('.', '_');

/** The series of a measure as Prometheus knows them, and the labels they carry. */
export function seriesOf(name: MeasureName): {
  readonly names: string[];
  readonly labels: string[];
} {
  const { kind, labels } = measures[name];
  const stem = written(name);
  const own = labels.map(written);
  switch (kind) {
    case 'counter':
      return { names: [`${stem}_total`], labels: own };
    case 'gauge':
      return { names: [stem], labels: own };
    case 'histogram':
      return { names: [`${stem}_bucket`, `${stem}_count`, `${stem}_sum`], labels: [...own, 'le'] };
  }
}
