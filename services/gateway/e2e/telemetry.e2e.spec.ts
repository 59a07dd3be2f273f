import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measures, runtimeSeries, seriesOf, type MeasureName } from '@pst/telemetry';
import { eventually, startSystem, type RunningSystem } from '@pst/testing';
import { Desk } from './desk.ts';
import { startTraceCollector } from './trace-collector.ts';

const entry = {
  name: 'Kenari Jejak',
  identityKind: 'ktp',
  institution: 'Instansi Kenari',
  institutionCategory: 'other',
  occupation: 'other',
  education: 'none',
  sex: 'male',
  birthYear: 1990,
  purpose: 'library-visit',
  useOfData: 'other',
  service: 'physical-library',
  noticeVersion: '2026-01',
};

describe('telemetry, when somebody looks at it', () => {
  let collector: Awaited<ReturnType<typeof startTraceCollector>>;
  let system: RunningSystem;
  let desk: Desk;

  beforeAll(async () => {
    collector = await startTraceCollector();
    system = await startSystem({
      DEMO_CLOCK: '2026-11-23T09:00:00+07:00',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      TRACE_RATIO: '1',
    });
    desk = new Desk(system);
  });
  afterAll(async () => {
    await system?.stop();
    await collector?.stop();
  });

  it('shows one visit as one trace, from HTTP over NATS and PostgreSQL to the last consumer', async () => {
    const signed = await desk.ask('/v1/visits', { body: entry });
    expect(signed.status).toBe(201);
    const door = await eventually(
      () => {
        const found = collector.spans.find(({ name }) => name === 'POST /v1/visits');
        if (found === undefined) {
          throw new Error('The request has no span yet');
        }
        return found;
      },
      { timeoutMs: 30_000 },
    );
    const fact = 'pst.1606.guestbook.visit.checked-in';
    await eventually(
      () => {
        const trace = collector.spans.filter(({ traceId }) => traceId === door.traceId);
        const steps = trace.map(({ service, name }) => `${service}: ${name}`);
        expect(steps).toEqual(
          expect.arrayContaining([
            'gateway: POST /v1/visits',
            'gateway: guestbook.check-in request',
            'guestbook: guestbook.check-in handle',
            expect.stringMatching(/^guestbook: pg\.query:(INSERT|WITH)/),
            `guestbook: ${fact} publish`,
            `insights: ${fact} process`,
            expect.stringMatching(/^insights: pg\.query:INSERT/),
          ]),
        );
        // Every step but the first hangs on another one of the same trace.
        const ids = new Set(trace.map(({ spanId }) => spanId));
        const loose = trace.filter(({ parentId }) => !ids.has(parentId));
        expect(loose.map(({ name }) => name)).toEqual(['POST /v1/visits']);
      },
      { timeoutMs: 30_000 },
    );
    expect(JSON.stringify(collector.spans)).not.toMatch(/kenari/i);
  });

  it('names the trace in the answer to a refused request', async () => {
    const { body } = await desk.ask('/v1/visits/tidak-ada-kode-ini');
    expect(body.instance).toMatch(/^[0-9a-f]{32}$/);
    await eventually(
      () => {
        expect(collector.spans.map(({ traceId }) => traceId)).toContain(body.instance);
      },
      { timeoutMs: 30_000 },
    );
  });

  it('measures requests by route and never by address, in Prometheus’s form', async () => {
    const text: string = await desk.want('/metrics');
    expect(text).toMatch(/http_server_request_duration_count\{.*http_route="\/v1\/visits"/);
    expect(text).not.toMatch(/tidak-ada-kode/);
    expect(text).toContain('nodejs_eventloop');
  });

  it('measures exactly what the list of measures says, with no other label', async () => {
    const texts = await Promise.all(
      Object.values(system.health).map(async (url) => (await fetch(`${url}/metrics`)).text()),
    );
    const own = texts.flatMap(
      (text) => text.match(/^.*otel_scope_name="@pst\/telemetry".*$/gm) ?? [],
    );
    const exported = new Map<string, Set<string>>();
    for (const line of own) {
      const [, name = '', labels = ''] = /^(\w+)\{(.*)\} /.exec(line) ?? [];
      const seen = exported.get(name) ?? new Set();
      for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) {
        seen.add(label);
      }
      exported.set(name, seen);
    }
    const declared = (Object.keys(measures) as MeasureName[]).map(seriesOf);
    for (const [name, labels] of exported) {
      const series = declared.find(({ names }) => names.includes(name));
      expect({ name, labels: [...labels].filter((label) => label !== 'otel_scope_name') }).toEqual({
        name,
        labels: name.endsWith('_bucket')
          ? series?.labels
          : series?.labels.filter((label) => label !== 'le'),
      });
    }
    for (const name of Object.keys(runtimeSeries)) {
      expect(texts[0]).toMatch(new RegExp(`^${name}\\{`, 'm'));
    }
    // A gauge is there whatever has happened; what is counted is there from its first time on.
    const gauges = (Object.keys(measures) as MeasureName[]).filter(
      (name) => measures[name].kind === 'gauge',
    );
    expect([...exported.keys()]).toEqual(
      expect.arrayContaining(gauges.flatMap((name) => seriesOf(name).names)),
    );
  });
});
