// The committed descriptions of the surface (OpenAPI, AsyncAPI, data dictionary) are those the code prints.
//   api-drift.mjs           fails when they differ
//   api-drift.mjs --write   writes them anew, unless an event did more than grow
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment, ROOT } from '../local/toolchain.mjs';
import { breaksOfEvents } from './additive.ts';

const write = process.argv.includes('--write');
const different = [];
const FILES = {
  openapi: 'services/gateway/openapi.json',
  asyncapi: 'services/gateway/asyncapi.json',
  'data-dictionary': 'docs/data-dictionary.md',
};
for (const [name, path] of Object.entries(FILES)) {
  const file = join(ROOT, path);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--conditions=@pst/source',
      '--import=./deploy/local/ts-hooks.mjs',
      'services/gateway/src/print-api.ts',
      name,
    ],
    { cwd: ROOT, env: environment(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) {
    throw new Error(`${name} could not be printed:\n${stderr}`);
  }
  const breaks =
    name === 'asyncapi'
      ? breaksOfEvents(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(stdout))
      : [];
  if (breaks.length > 0) {
    process.stderr.write(
      `Within a version an event only grows: give it a v2 beside this one.\n  ${breaks.join('\n  ')}\n`,
    );
    process.exit(1);
  }
  if (write) {
    writeFileSync(file, stdout);
  } else if (readFileSync(file, 'utf8') !== stdout) {
    different.push(name);
  }
}
if (different.length > 0) {
  process.stderr.write(
    `Committed and real ${different.join(', ')} differ. Run: node deploy/checks/api-drift.mjs --write\n`,
  );
  process.exit(1);
}
