// Traces and metrics of one process: `node --import @pst/telemetry/preload …`, before anything else is
// loaded, because pg is patched while it loads. Without it the API calls in the code cost nothing.
//
//   OTEL_SERVICE_NAME             guestbook, gateway, …
//   OTEL_EXPORTER_OTLP_ENDPOINT   where traces go (OTLP over HTTP); without it there are metrics only
import { register } from 'import-in-the-middle/register-hooks.mjs';

register({ include: ['pg', 'pg-pool'] });

const { SpanKind } = await import('@opentelemetry/api');
const { startNodeSdk } = await import('@opentelemetry/sdk-node');
const { BatchSpanProcessor, ParentBasedSampler, SamplingDecision } =
  await import('@opentelemetry/sdk-trace');
const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
const { PrometheusExporter } = await import('@opentelemetry/exporter-prometheus');
const { PgInstrumentation } = await import('@opentelemetry/instrumentation-pg');
const { RuntimeNodeInstrumentation } = await import('@opentelemetry/instrumentation-runtime-node');
const { gauges } = await import('./measuring.ts');
const { keepMetrics } = await import('./metrics.ts');

/**
 * A trace begins at the gateway's door, which has thrown the dice already, and nowhere else: the sweeps
 * and polls of the services would drown the rest.
 */
const root = {
  shouldSample: (_context: unknown, _traceId: string, _name: string, kind: number) => ({
    decision:
      process.env['OTEL_SERVICE_NAME'] === 'gateway' && kind === SpanKind.SERVER
        ? SamplingDecision.RECORD_AND_SAMPLED
        : SamplingDecision.NOT_RECORD,
  }),
  toString: () => 'RequestsOfTheGateway',
};

const metrics = new PrometheusExporter({ preventServerStart: true });
const sdk = startNodeSdk({
  resourceAttributes: { 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'unknown' },
  sampler: new ParentBasedSampler({ root }),
  spanProcessors:
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] === undefined
      ? []
      : [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  metricReaders: [metrics],
  logRecordProcessors: [],
  instrumentations: [
    // The statement without its values; they may be a person's.
    new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    new RuntimeNodeInstrumentation(),
  ],
});
gauges(['process.memory.usage'], async (tell) =>
  tell('process.memory.usage', process.memoryUsage.rss(), {}),
);
keepMetrics({
  write: (request, response) => metrics.getMetricsRequestHandler(request, response),
  shutdown: () => sdk.shutdown(),
});
