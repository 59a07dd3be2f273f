import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The alarms as the Prometheus of a cluster takes them: those of `alerts.yaml`, in an object of its operator. */
export function clusterAlerts(): string {
  const rules = readFileSync(join(import.meta.dirname, 'alerts.yaml'), 'utf8');
  const groups = rules.slice(rules.indexOf('\ngroups:') + 1);
  return `# Written by \`node deploy/observability/write.mjs\` from deploy/observability/alerts.yaml: change it there.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: pustaka-pst
spec:
${groups.replaceAll(/^(?=.)/gm, '  ')}`;
}
