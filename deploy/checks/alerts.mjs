// Tells the alarms what happens and looks whether they call: deploy/observability/*.test.yaml, by promtool of
// Prometheus (Debian: apt install prometheus). alerts.spec.ts checks on every machine what needs no Prometheus.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { giveUp, ROOT } from '../local/toolchain.mjs';

const folder = join(ROOT, 'deploy/observability');
const stories = readdirSync(folder).filter((file) => file.endsWith('.test.yaml'));
// One run each: promtool takes the steps of the first file for all that come with it.
for (const args of [
  ['check', 'rules', 'alerts.yaml'],
  ...stories.map((file) => ['test', 'rules', file]),
]) {
  const { error, status } = spawnSync('promtool', args, { cwd: folder, stdio: 'inherit' });
  if (error !== undefined) {
    giveUp('promtool is not here: install Prometheus, and run this again.');
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
