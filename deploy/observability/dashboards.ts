/** One picture: what it shows, in which unit, and the expressions it is drawn from. */
export interface Panel {
  readonly title: string;
  /** What one has to know to read it. */
  readonly about?: string;
  readonly kind: 'graph' | 'number' | 'table';
  readonly unit: 'short' | 's' | 'percentunit' | 'reqps' | 'bytes';
  /** By the name under which each line is drawn. */
  readonly lines: Readonly<Record<string, string>>;
  /** Columns of 24. */
  readonly wide?: 6 | 8 | 12 | 24;
}
export interface Dashboard {
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const VISITORS = 'http_route!~"/healthz|/readyz|/metrics"';
const ANSWERS = 'http_route!~"/healthz|/readyz|/metrics|/v1/queue/stream"';

/** The part of the error budget of thirty days that is left. */
const budgetLeft = (bad: string, total: string, allowed: number) =>
  `1 - (${bad}) / ${total} / ${allowed}`;

/**
 * Every dashboard. Gauges are the same on each replica of a service: their `max`; what is counted is each
 * process's own: its `sum`.
 */
export const dashboards: readonly Dashboard[] = [
  {
    name: 'desk',
    title: 'The desk: what was promised',
    panels: [
      {
        title: 'In the promised time, today',
        about: 'In working time, as every report counts it; no share where nobody was due.',
        kind: 'number',
        unit: 'percentunit',
        wide: 12,
        lines: {
          '{{promise}}':
            'max by (promise) (pst_promises_met) / (max by (promise) (pst_promises_due) > 0)',
        },
      },
      {
        title: 'Visitors whose promise counts, today',
        kind: 'number',
        unit: 'short',
        wide: 12,
        lines: { '{{promise}}': 'max by (promise) (pst_promises_due)' },
      },
      {
        title: 'In the promised time, through the day',
        kind: 'graph',
        unit: 'percentunit',
        lines: {
          '{{promise}}':
            'max by (promise) (pst_promises_met) / (max by (promise) (pst_promises_due) > 0)',
        },
      },
      {
        title: 'Not in the promised time, today',
        kind: 'graph',
        unit: 'short',
        lines: {
          '{{promise}}':
            'max by (promise) (pst_promises_due) - max by (promise) (pst_promises_met)',
        },
      },
      {
        title: 'What is promised',
        kind: 'number',
        unit: 's',
        wide: 24,
        lines: { '{{promise}}': 'max by (promise) (pst_promises_target)' },
      },
    ],
  },
  {
    name: 'queue',
    title: 'The queue',
    panels: [
      {
        title: 'Waiting now',
        kind: 'number',
        unit: 'short',
        wide: 12,
        lines: {
          '{{service}}, for a {{waits_for}}': 'max by (service, waits_for) (pst_queue_length)',
        },
      },
      {
        title: 'Longest wait now, in working time',
        kind: 'number',
        unit: 's',
        wide: 12,
        lines: {
          '{{service}}, for a {{waits_for}}':
            'max by (service, waits_for) (pst_queue_longest_wait)',
        },
      },
      {
        title: 'Waiting',
        kind: 'graph',
        unit: 'short',
        lines: {
          '{{service}}, for a {{waits_for}}': 'max by (service, waits_for) (pst_queue_length)',
        },
      },
      {
        title: 'Longest wait for a counter, beside the promise',
        kind: 'graph',
        unit: 's',
        lines: {
          '{{service}}': 'max by (service) (pst_queue_longest_wait{waits_for="counter"})',
          promised: 'max(pst_promises_target{promise="served-after-guestbook"})',
        },
      },
    ],
  },
  {
    name: 'requests',
    title: 'Requests: rate, errors, duration',
    panels: [
      {
        title: 'Error budget left of thirty days',
        kind: 'number',
        unit: 'percentunit',
        wide: 8,
        lines: {
          requests: budgetLeft(
            `sum(increase(http_server_request_duration_count{http_response_status_code=~"5..", ${VISITORS}}[30d])) or vector(0)`,
            `sum(increase(http_server_request_duration_count{${VISITORS}}[30d]))`,
            0.001,
          ),
          answers: budgetLeft(
            `sum(increase(http_server_request_duration_count{${ANSWERS}}[30d])) - sum(increase(http_server_request_duration_bucket{le="0.5", ${ANSWERS}}[30d]))`,
            `sum(increase(http_server_request_duration_count{${ANSWERS}}[30d]))`,
            0.01,
          ),
          facts: budgetLeft(
            'sum(increase(pst_outbox_wait_count[30d])) - sum(increase(pst_outbox_wait_bucket{le="1"}[30d]))',
            'sum(increase(pst_outbox_wait_count[30d]))',
            0.01,
          ),
        },
      },
      {
        title: 'Requests',
        kind: 'number',
        unit: 'reqps',
        wide: 8,
        lines: {
          'at the door': `sum(rate(http_server_request_duration_count{${VISITORS}}[$__rate_interval]))`,
        },
      },
      {
        title: 'Refused for our own reasons',
        about: 'Answers 5xx as a share of all.',
        kind: 'number',
        unit: 'percentunit',
        wide: 8,
        lines: {
          failed: `(sum(rate(http_server_request_duration_count{http_response_status_code=~"5..", ${VISITORS}}[$__rate_interval])) or vector(0)) / sum(rate(http_server_request_duration_count{${VISITORS}}[$__rate_interval]))`,
        },
      },
      {
        title: 'Requests by status',
        kind: 'graph',
        unit: 'reqps',
        lines: {
          '{{http_response_status_code}}': `sum by (http_response_status_code) (rate(http_server_request_duration_count{${VISITORS}}[$__rate_interval]))`,
        },
      },
      {
        title: 'Requests by route',
        kind: 'graph',
        unit: 'reqps',
        lines: {
          '{{http_request_method}} {{http_route}}': `topk(15, sum by (http_request_method, http_route) (rate(http_server_request_duration_count{${VISITORS}}[$__rate_interval])))`,
        },
      },
      {
        title: 'Duration at the door, 95 of 100',
        kind: 'graph',
        unit: 's',
        lines: {
          '{{http_route}}': `topk(15, histogram_quantile(0.95, sum by (le, http_route) (rate(http_server_request_duration_bucket{${ANSWERS}}[$__rate_interval]))))`,
        },
      },
      {
        title: 'Duration in the services, 95 of 100',
        kind: 'graph',
        unit: 's',
        lines: {
          '{{job}}':
            'histogram_quantile(0.95, sum by (le, job) (rate(pst_request_duration_bucket[$__rate_interval])))',
        },
      },
      {
        title: 'Questions to the services',
        kind: 'graph',
        unit: 'reqps',
        lines: { '{{job}}': 'sum by (job) (rate(pst_request_duration_count[$__rate_interval]))' },
      },
      {
        title: 'Answers of the services that are no answers',
        about: 'Refusals by the rule that was broken; `failed` is a defect.',
        kind: 'table',
        unit: 'short',
        lines: {
          '{{job}} {{pattern}} {{outcome}}':
            'topk(30, sum by (job, pattern, outcome) (increase(pst_request_duration_count{outcome!="answered"}[1h])))',
        },
      },
    ],
  },
  {
    name: 'events',
    title: 'Events: from commit to consumer',
    panels: [
      {
        title: 'Waiting in outboxes',
        kind: 'number',
        unit: 'short',
        wide: 8,
        lines: { rows: 'sum(max by (job, stream) (pst_outbox_waiting))' },
      },
      {
        title: 'Not given to a consumer yet',
        kind: 'number',
        unit: 'short',
        wide: 8,
        lines: { messages: 'sum(max by (job, stream) (pst_consumer_lag))' },
      },
      {
        title: 'Dead letters',
        kind: 'number',
        unit: 'short',
        wide: 8,
        lines: { letters: 'sum(max by (job) (pst_dead_letters))' },
      },
      {
        title: 'Age of the oldest fact in each outbox',
        kind: 'graph',
        unit: 's',
        lines: { '{{job}} {{stream}}': 'max by (job, stream) (pst_outbox_age)' },
      },
      {
        title: 'From commit to stream, 99 of 100',
        kind: 'graph',
        unit: 's',
        lines: {
          '{{job}}':
            'histogram_quantile(0.99, sum by (le, job) (rate(pst_outbox_wait_bucket[$__rate_interval])))',
        },
      },
      {
        title: 'Facts published',
        kind: 'graph',
        unit: 'reqps',
        lines: { '{{job}}': 'sum by (job) (rate(pst_outbox_published_total[$__rate_interval]))' },
      },
      {
        title: 'Lag of each consumer',
        kind: 'graph',
        unit: 'short',
        lines: {
          '{{job}} {{stream}}': 'max by (job, stream) (pst_consumer_lag)',
          '{{job}} {{stream}} in hand': 'max by (job, stream) (pst_consumer_unacknowledged)',
        },
      },
      {
        title: 'Messages by what became of them',
        about: 'known: delivered again after it was handled, and nothing was done.',
        kind: 'graph',
        unit: 'reqps',
        lines: {
          '{{job}} {{outcome}}':
            'sum by (job, outcome) (rate(pst_events_handled_total[$__rate_interval]))',
        },
      },
      {
        title: 'Dead letters by service',
        kind: 'graph',
        unit: 'short',
        lines: { '{{job}}': 'max by (job) (pst_dead_letters)' },
      },
    ],
  },
  {
    name: 'mails-and-complaints',
    title: 'Mails, softcopies and complaints',
    panels: [
      {
        title: 'Mails that are to leave',
        kind: 'graph',
        unit: 'short',
        lines: { '{{when}}': 'max by (when) (pst_mails_waiting)' },
      },
      {
        title: 'Oldest mail that is due',
        kind: 'graph',
        unit: 's',
        lines: { waits: 'max(pst_mails_longest_wait)' },
      },
      {
        title: 'Mails by what became of them, each hour',
        kind: 'graph',
        unit: 'short',
        lines: { '{{outcome}}': 'sum by (outcome) (increase(pst_mails_settled_total[1h]))' },
      },
      {
        title: 'Mails that wait for a person’s word',
        kind: 'graph',
        unit: 'short',
        lines: { '{{state}}': 'max by (state) (pst_mails_held)' },
      },
      {
        title: 'Requests for softcopies',
        kind: 'graph',
        unit: 'short',
        lines: {
          '{{state}}': 'max by (state) (pst_document_requests_waiting)',
          '{{state}}, overdue': 'max by (state) (pst_document_requests_overdue)',
        },
      },
      {
        title: 'Open complaints',
        kind: 'graph',
        unit: 'short',
        lines: { open: 'max(pst_complaints_open)' },
      },
      {
        title: 'Promised dates of complaints, today',
        kind: 'graph',
        unit: 'short',
        wide: 24,
        lines: {
          '{{deadline}} due': 'max by (deadline) (pst_complaints_due)',
          '{{deadline}} overdue': 'max by (deadline) (pst_complaints_overdue)',
        },
      },
    ],
  },
  {
    name: 'runtime',
    title: 'Processes',
    panels: [
      {
        title: 'Processes that answer',
        kind: 'graph',
        unit: 'short',
        lines: { '{{job}}': 'sum by (job) (up)' },
      },
      {
        title: 'Memory held',
        kind: 'graph',
        unit: 'bytes',
        lines: { '{{job}} {{instance}}': 'max by (job, instance) (process_memory_usage)' },
      },
      {
        title: 'Event loop, busy share',
        kind: 'graph',
        unit: 'percentunit',
        lines: {
          '{{job}} {{instance}}': 'max by (job, instance) (nodejs_eventloop_utilization)',
        },
      },
      {
        title: 'Event loop, delay of 99 in 100 turns',
        kind: 'graph',
        unit: 's',
        lines: { '{{job}} {{instance}}': 'max by (job, instance) (nodejs_eventloop_delay_p99)' },
      },
      {
        title: 'Heap in use',
        kind: 'graph',
        unit: 'bytes',
        lines: { '{{job}} {{instance}}': 'sum by (job, instance) (v8js_memory_heap_used)' },
      },
      {
        title: 'Share of time spent on collection',
        kind: 'graph',
        unit: 'percentunit',
        lines: {
          '{{job}} {{instance}}':
            'sum by (job, instance) (rate(v8js_gc_duration_sum[$__rate_interval]))',
        },
      },
    ],
  },
];

const TYPE = { graph: 'timeseries', number: 'stat', table: 'table' } as const;
const PROMETHEUS = { type: 'prometheus', uid: '${datasource}' };

/** The same as Grafana reads it; the source of data is chosen above the panels. */
export function grafanaJson({ name, title, panels }: Dashboard): string {
  let x = 0;
  let y = 0;
  const placed = panels.map((panel, index) => {
    const { wide: w = 12, kind } = panel;
    const h = kind === 'number' ? 5 : 8;
    if (x + w > 24) {
      x = 0;
      y += 8;
    }
    const gridPos = { x, y, w, h };
    x += w;
    return {
      id: index + 1,
      type: TYPE[kind],
      title: panel.title,
      description: panel.about ?? '',
      datasource: PROMETHEUS,
      gridPos,
      fieldConfig: { defaults: { unit: panel.unit, min: 0 }, overrides: [] },
      targets: Object.entries(panel.lines).map(([legendFormat, expr], line) => ({
        refId: String.fromCodePoint(65 + line),
        datasource: PROMETHEUS,
        expr,
        legendFormat,
        ...(kind === 'graph' ? { range: true } : { instant: true }),
        ...(kind === 'table' && { format: 'table' }),
      })),
    };
  });
  const dashboard = {
    uid: `pst-${name}`,
    title: `Pustaka PST · ${title}`,
    tags: ['pustaka-pst'],
    timezone: 'browser',
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    links: [{ type: 'dashboards', title: 'Pustaka PST', tags: ['pustaka-pst'], asDropdown: true }],
    panels: placed,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
