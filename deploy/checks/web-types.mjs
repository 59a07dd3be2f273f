// The browser client has compiler settings of its own (DOM, JSX, a bundler's resolution).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../local/toolchain.mjs';

const project = join(ROOT, 'services/web/tsconfig.json');
if (existsSync(project)) {
  const compiler = join(ROOT, 'node_modules/typescript7/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', project], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
