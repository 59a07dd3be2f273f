// The committed manifests of k8s/rendered are those that the overlays make; what is read there in a review,
// and checked by manifests.spec.ts, is what a cluster gets.
//   manifests-drift.mjs           fails when they differ; passes where there is no kubectl to make them
//   manifests-drift.mjs --write   writes them anew
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../local/toolchain.mjs';

const write = process.argv.includes('--write');
const different = [];
for (const overlay of readdirSync(join(ROOT, 'k8s/overlays'))) {
  const { error, status, stdout, stderr } = spawnSync(
    'kubectl',
    ['kustomize', join(ROOT, 'k8s/overlays', overlay)],
    { encoding: 'utf8' },
  );
  if (error !== undefined && !write) {
    process.stdout.write('kubectl is not here: the rendered manifests were not compared.\n');
    process.exit(0);
  }
  if (status !== 0) {
    throw new Error(`${overlay} could not be rendered:\n${error?.message ?? stderr}`);
  }
  const file = join(ROOT, 'k8s/rendered', `${overlay}.yaml`);
  if (write) {
    writeFileSync(file, stdout);
  } else if (readFileSync(file, 'utf8') !== stdout) {
    different.push(overlay);
  }
}
if (different.length > 0) {
  process.stderr.write(
    `Overlays and rendered manifests differ: ${different.join(', ')}. Run: node deploy/checks/manifests-drift.mjs --write\n`,
  );
  process.exit(1);
}
