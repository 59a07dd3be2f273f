// `npm run check`: every gate, one after the other; each is an npm script `check:<name>` of package.json.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment, prepare, ROOT } from '../local/toolchain.mjs';

await prepare();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const failed = [];
for (const [script, command] of Object.entries(scripts)) {
  if (!script.startsWith('check:')) {
    continue;
  }
  const name = script.slice('check:'.length);
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, {
    cwd: ROOT,
    env: environment(),
    shell: true,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (status === 0) {
    process.stdout.write(`  ✓ ${name} ${seconds} s\n`);
  } else {
    failed.push(name);
    process.stdout.write(`  ✗ ${name} ${seconds} s\n${stdout}${stderr}\n`);
  }
}
if (failed.length > 0) {
  process.stdout.write(`Checks failed: ${failed.join(', ')}\n`);
  process.exit(1);
}
