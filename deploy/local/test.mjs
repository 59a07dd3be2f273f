// `npm test`: every test of the project on a machine with nothing but Node and npm.
//   npm test                 everything
//   npm test -- guestbook    the spec files whose path contains "guestbook"
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { environment, giveUp, handOver, prepare, ROOT } from './toolchain.mjs';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findBrowser() {
  if (process.env.CHROMIUM_BIN !== undefined) {
    return process.env.CHROMIUM_BIN;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of CHROMIUM) {
      if (folder !== '' && existsSync(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  return undefined;
}

function installBrowser() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    return;
  }
  process.stdout.write('Installing Chromium for the browser tests (apt-get) …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quietly = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['-qq', 'update'], quietly);
  spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', 'chromium'], quietly);
}

await prepare();
const filters = process.argv.slice(2);
if (findBrowser() === undefined) {
  installBrowser();
}
const browser = findBrowser();
const everything = filters.length === 0;
const inCi = (process.env.CI ?? '') !== '' && process.env.CI !== 'false';
const missing =
  'There is no Chromium for the browser tests and it could not be installed here. Install it ' +
  '(Debian: apt-get install chromium) or name one with CHROMIUM_BIN.';
if (browser === undefined && everything && inCi) {
  giveUp(missing);
}

const results = join(ROOT, 'node_modules/.cache/test-results.json');
mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
// A run that is cut off must not be taken for the one before it.
rmSync(results, { force: true });
const code = await handOver(
  'node_modules/jest/bin/jest.js',
  [
    '--config=jest.config.mjs',
    '--json',
    `--outputFile=${results}`,
    ...(browser === undefined ? ['--testPathIgnorePatterns=\\.browser\\.spec\\.ts$'] : []),
    ...filters,
  ],
  {
    env: environment({
      NODE_ENV: 'test',
      ...(browser !== undefined && { CHROMIUM_BIN: browser }),
    }),
    flags: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    quiet: true,
  },
);

if (!existsSync(results)) {
  giveUp('The tests did not run to their end.');
}
const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
  readFileSync(results, 'utf8'),
);
const failedFiles = testResults.filter(({ status }) => status === 'failed');
if (failedFiles.length > 0) {
  process.stdout.write(`\nFailed:\n${failedFiles.map(({ name }) => `  ${name}`).join('\n')}\n`);
}
if (browser === undefined) {
  process.stdout.write(`\nThe browser tests were left out. ${missing}\n`);
}
// A spec file that could not even be loaded counts as one failure: nothing of it passed.
const failed = numFailedTests + numRuntimeErrorTestSuites;
process.stdout.write(`\n${numPassedTests} passed, ${failed} failed\n`);
process.exit(code === 0 && failed === 0 ? 0 : 1);
