import { metrics } from '@opentelemetry/api';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import type { MeasureName } from '@pst/telemetry';

/** One number of a measure, with its labels. */
export interface Collected {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: unknown;
}

/** Reads when it is asked, as Prometheus does. */
class Reader extends MetricReader {
  protected override onForceFlush = () => Promise.resolve();
  protected override onShutdown = () => Promise.resolve();
}

/**
 * Turns measuring on in this process, before the service under test starts; `collect` asks for the numbers
 * of one measure.
 */
export function startMetrics(): { collect(name: MeasureName): Promise<Collected[]> } {
  const reader = new Reader();
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  return {
    async collect(name) {
      const { resourceMetrics, errors } = await reader.collect();
      if (errors.length > 0) {
        throw new AggregateError(errors, 'Some of the measures could not be read');
      }
      return resourceMetrics.scopeMetrics
        .flatMap((scope) => scope.metrics)
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) =>
          dataPoints.map(({ attributes, value }) => ({
            labels: Object.fromEntries(
              Object.entries(attributes).map(([label, of]) => [label, String(of)]),
            ),
            value,
          })),
        );
    },
  };
}
