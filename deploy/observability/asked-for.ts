import { measures, runtimeSeries, seriesOf, type MeasureName } from '@pst/telemetry';
import { parser } from '@prometheus-io/lezer-promql';

/** What Prometheus itself says of a target, and the labels it adds to all of its series. */
const OF_PROMETHEUS = { up: [] };
const TARGET_LABELS = ['job', 'instance'];

/** What an expression asks for: series, and labels that it selects, groups or joins by. */
export interface AskedFor {
  readonly series: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

/**
 * Reads an expression as Prometheus does.
 *
 * @throws Error where it is no PromQL
 */
export function askedFor(expression: string): AskedFor {
  const series = new Set<string>();
  const labels = new Set<string>();
  parser.parse(expression).iterate({
    enter({ name, type, from, to }) {
      if (type.isError) {
        throw new Error(`No PromQL after "${expression.slice(0, from)}"`);
      }
      if (name === 'Identifier') {
        series.add(expression.slice(from, to));
      } else if (name === 'LabelName') {
        labels.add(expression.slice(from, to));
      }
    },
  });
  return { series, labels };
}

/** Every series that there is, with its labels. */
const exported: ReadonlyMap<string, readonly string[]> = new Map([
  ...(Object.keys(measures) as MeasureName[]).flatMap((measure) => {
    const { names, labels } = seriesOf(measure);
    return names.map((name) => [name, labels] as const);
  }),
  ...Object.entries(runtimeSeries),
  ...Object.entries(OF_PROMETHEUS),
]);

/** What an expression asks for although nobody exports or, by the rules named here, records it. */
export function nobodySays(
  expression: string,
  recorded: ReadonlySet<string> = new Set(),
): string[] {
  const { series, labels } = askedFor(expression);
  const known = new Set([
    ...TARGET_LABELS,
    ...[...series].flatMap((name) => exported.get(name) ?? []),
  ]);
  return [
    ...[...series].filter((name) => !exported.has(name) && !recorded.has(name)),
    ...[...labels].filter((label) => !known.has(label)),
  ];
}
