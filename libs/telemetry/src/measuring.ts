import { metrics, type Meter, type ObservableGauge } from '@opentelemetry/api';
import { measures, type Labels, type MeasureName, type MeasureOf } from './measures.ts';

const meter = (): Meter => metrics.getMeter('@pst/telemetry');

function optionsOf(name: MeasureName) {
  const { description, ...rest } = measures[name];
  return {
    description,
    ...('unit' in rest && { unit: rest.unit }),
    ...('boundaries' in rest && { advice: { explicitBucketBoundaries: [...rest.boundaries] } }),
  };
}

/** What happened, counted; made at its first use, so that it finds whatever collects by then. */
export function counter<Name extends MeasureOf<'counter'>>(name: Name) {
  let made: ReturnType<Meter['createCounter']> | undefined;
  return {
    add(value: number, labels: Labels<Name>): void {
      made ??= meter().createCounter(name, optionsOf(name));
      made.add(value, labels);
    },
  };
}

/** How long things took, likewise. */
export function histogram<Name extends MeasureOf<'histogram'>>(name: Name) {
  let made: ReturnType<Meter['createHistogram']> | undefined;
  return {
    record(value: number, labels: Labels<Name>): void {
      made ??= meter().createHistogram(name, optionsOf(name));
      made.record(value, labels);
    },
  };
}

/** Says one number of a gauge. */
type Tell<Names extends MeasureOf<'gauge'>> = <Name extends Names>(
  name: Name,
  value: number,
  labels: Labels<Name>,
) => void;

/**
 * Reads gauges whenever somebody collects them, and never else: with telemetry off `read` is not called.
 * A reading that fails leaves its gauges out of that collection, and the others in it.
 *
 * @returns what ends it
 */
export function gauges<Names extends MeasureOf<'gauge'>>(
  names: readonly Names[],
  read: (tell: Tell<Names>) => Promise<void>,
): () => void {
  const own = meter();
  const made = new Map<string, ObservableGauge>(
    names.map((name) => [name, own.createObservableGauge(name, optionsOf(name))]),
  );
  const observables = [...made.values()];
  const callback: Parameters<Meter['addBatchObservableCallback']>[0] = (result) =>
    read((name, value, labels) => {
      const gauge = made.get(name);
      if (gauge !== undefined) {
        result.observe(gauge, value, labels);
      }
    });
  own.addBatchObservableCallback(callback, observables);
  return () => own.removeBatchObservableCallback(callback, observables);
}
