import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { ROOT } from '../local/settings.ts';
import { askedFor, nobodySays } from '../observability/asked-for.ts';
import { clusterAlerts } from '../observability/cluster.ts';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: { readonly severity?: string };
  readonly annotations?: Record<string, string>;
}
interface Story {
  readonly name: string;
  readonly input_series: readonly { readonly series: string }[];
  readonly alert_rule_test: readonly {
    readonly alertname: string;
    readonly exp_alerts: readonly unknown[];
  }[];
}

const FOLDER = join(ROOT, 'deploy/observability');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const { groups } = parse(read('alerts.yaml')) as { groups: { rules: Rule[] }[] }; // its form is promtool's business
const rules = groups.flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) =>
  rule.alert === undefined ? [] : [{ ...rule, alert: rule.alert }],
);
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
const stories = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.test.yaml'))
  .flatMap((file) => (parse(read(file)) as { tests: Story[] }).tests);

describe('the alarms', () => {
  it.each(rules.map((rule) => ({ name: rule.alert ?? rule.record, ...rule })))(
    'of which $name asks only for what a service measures',
    ({ expr }) => {
      expect(nobodySays(expr, recorded)).toEqual([]);
    },
  );

  it.each(alerts)('of which $alert calls in one story and is silent in another', ({ alert }) => {
    const told = stories
      .flatMap((story) => story.alert_rule_test)
      .filter(({ alertname }) => alertname === alert);
    expect(told.map(({ exp_alerts: calls }) => calls.length > 0)).toEqual(
      expect.arrayContaining([true, false]),
    );
  });

  it.each(alerts)('of which $alert says whom it calls and what is to be done', (rule) => {
    const { alert, labels, annotations } = rule;
    expect(['page', 'ticket', 'desk']).toContain(labels?.severity);
    expect(annotations?.['runbook_url']).toBe(`docs/operations/runbooks.md#${alert.toLowerCase()}`);
    const runbooks = readFileSync(join(ROOT, 'docs/operations/runbooks.md'), 'utf8');
    expect(runbooks).toContain(`\n## ${alert}\n`);
  });

  it('are told stories in series that there are', () => {
    for (const { name, input_series: series } of stories) {
      for (const { series: selector } of series) {
        expect({ name, selector, unknown: nobodySays(selector) }).toEqual({
          name,
          selector,
          unknown: [],
        });
      }
    }
  });

  it('are the same in a cluster', () => {
    expect(readFileSync(join(ROOT, 'k8s/components/observability/alerts.yaml'), 'utf8')).toBe(
      clusterAlerts(),
    );
  });
});

describe('an expression', () => {
  it('that misspells a series or a label is found', () => {
    expect(nobodySays('sum by (jop) (pst_queue_lenght)')).toEqual(['pst_queue_lenght', 'jop']);
    expect(nobodySays('http_server_request_duration_seconds_count')).toHaveLength(1);
    expect(nobodySays('pst_outbox_age{le="1"}')).toEqual(['le']);
  });

  it('that is no PromQL is refused', () => {
    expect(() => askedFor('sum(rate(up[5m])')).toThrow('No PromQL');
  });
});
