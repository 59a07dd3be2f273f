import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clusterAlerts } from './cluster.ts';
import { dashboards, grafanaJson } from './dashboards.ts';

const CLUSTER = join(import.meta.dirname, '../../k8s/components/observability');

writeFileSync(join(CLUSTER, 'alerts.yaml'), clusterAlerts());
for (const dashboard of dashboards) {
  writeFileSync(join(CLUSTER, 'dashboards', `${dashboard.name}.json`), grafanaJson(dashboard));
}
