import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { measures, seriesOf, type MeasureName } from '@pst/telemetry';

import { ROOT } from '../local/settings.ts';
import { askedFor, nobodySays } from '../observability/asked-for.ts';
import { dashboards, grafanaJson } from '../observability/dashboards.ts';

const FOLDER = join(ROOT, 'k8s/components/observability/dashboards');
/** As Grafana does for a graph of an hour. */
const filledIn = (expression: string) => expression.replaceAll('$__rate_interval', '1m');

const lines = dashboards.flatMap(({ name, panels }) =>
  panels.flatMap((panel) =>
    Object.entries(panel.lines).map(([legend, expression]) => ({
      name: `${name}: ${panel.title}, ${legend}`,
      legend,
      expression: filledIn(expression),
    })),
  ),
);

describe('the dashboards', () => {
  it.each(lines)('of which "$name" asks only for what a service measures', ({ expression }) => {
    expect(nobodySays(expression)).toEqual([]);
  });

  it.each(lines)('of which "$name" names its lines by labels that are left', (line) => {
    const { labels } = askedFor(line.expression);
    for (const [, label = ''] of line.legend.matchAll(/\{\{(\w+)\}\}/g)) {
      expect([...labels]).toContain(label);
    }
  });

  it('show everything that is measured', () => {
    const shown = new Set(lines.flatMap(({ expression }) => [...askedFor(expression).series]));
    const hidden = (Object.keys(measures) as MeasureName[]).filter(
      (measure) => !seriesOf(measure).names.some((name) => shown.has(name)),
    );
    expect(hidden).toEqual([]);
  });

  it('are committed as Grafana reads them', () => {
    const files = Object.fromEntries(
      readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), 'utf8')]),
    );
    expect(files).toEqual(
      Object.fromEntries(dashboards.map((each) => [`${each.name}.json`, grafanaJson(each)])),
    );
  });
});
