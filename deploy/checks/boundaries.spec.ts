import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Verdict {
  summary: { violations: { rule: { name: string } }[] };
}

/** A tree that breaks nothing; each test adds the one import its rule is there to refuse. */
const INNOCENT: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "planted", "type": "module" }',
  'services/guestbook/package.json':
    '{ "name": "@pst/guestbook", "dependencies": { "typeorm": "*" } }',
  'services/guestbook/src/visits/domain/visit.ts': 'export const visit = 1;',
  'services/guestbook/src/visits/check-in/check-in.handler.ts':
    "import { visit } from '../domain/visit.ts';\nexport const checkIn = visit;",
  'services/guestbook/src/visits/call-next/call-next.handler.ts': 'export const callNext = 1;',
  'services/guestbook/src/workstations/offer/offer.handler.ts': 'export const offer = 1;',
  'services/guestbook/src/visits/check-in/check-in.int.spec.ts': 'export const spec = 1;',
  'services/catalogue/package.json': '{ "name": "@pst/catalogue" }',
  'services/catalogue/src/search.ts': 'export const search = 1;',
  'services/gateway/package.json': '{ "name": "@pst/gateway", "dependencies": { "typeorm": "*" } }',
  'services/gateway/src/main.ts': 'export const gateway = 1;',
  'libs/contracts/package.json': '{ "name": "@pst/contracts", "dependencies": { "typeorm": "*" } }',
  'libs/contracts/src/index.ts': 'export const contracts = 1;',
  'libs/messaging/package.json': '{ "name": "@pst/messaging" }',
  'libs/messaging/src/index.ts': 'export const messaging = 1;',
  'libs/messaging/src/relay.ts': 'export const relay = 1;',
  'node_modules/typeorm/package.json': '{ "name": "typeorm", "main": "index.js" }',
  'node_modules/typeorm/index.js': 'module.exports = {};',
};

const VISITS = 'services/guestbook/src/visits';

describe('the boundaries between the parts', () => {
  let tree: string;
  beforeEach(() => {
    tree = realpathSync(mkdtempSync(join(tmpdir(), 'pst-boundaries-')));
    for (const [file, text] of Object.entries(INNOCENT)) {
      write(file, text);
    }
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }

  function brokenRules(): string[] {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        CRUISER,
        `--config=${join(ROOT, '.dependency-cruiser.mjs')}`,
        '--output-type=json',
        'services',
        'libs',
      ],
      { cwd: tree, encoding: 'utf8' },
    );
    if (stdout === '') {
      throw new Error(stderr);
    }
    const { summary } = JSON.parse(stdout) as Verdict; // dependency-cruiser's own format
    return [...new Set(summary.violations.map(({ rule }) => rule.name))];
  }

  it('let a tree pass that keeps them', () => {
    expect(brokenRules()).toEqual([]);
  });

  it.each([
    ['service-isolation', `${VISITS}/call-next/x.ts`, '../../../../catalogue/src/search.ts'],
    ['libs-not-services', 'libs/messaging/src/x.ts', '../../../services/catalogue/src/search.ts'],
    ['contracts-pure', 'libs/contracts/src/x.ts', 'typeorm'],
    [
      'no-deep-lib-import',
      `${VISITS}/call-next/x.ts`,
      '../../../../../libs/messaging/src/relay.ts',
    ],
    [
      'use-cases-do-not-import-each-other',
      `${VISITS}/call-next/x.ts`,
      '../check-in/check-in.handler.ts',
    ],
    [
      'features-do-not-import-each-other',
      `${VISITS}/call-next/x.ts`,
      '../../workstations/offer/offer.handler.ts',
    ],
    ['domain-is-plain-typescript', `${VISITS}/domain/x.ts`, 'typeorm'],
    ['gateway-has-no-database', 'services/gateway/src/x.ts', 'typeorm'],
    ['production-code-does-not-import-tests', `${VISITS}/check-in/x.ts`, './check-in.int.spec.ts'],
    ['declared', 'services/catalogue/src/x.ts', 'typeorm'],
    ['resolvable', 'services/catalogue/src/x.ts', './nowhere.ts'],
  ])('refuse what %s forbids', (rule, file, imported) => {
    write(file, `import '${imported}';`);
    expect(brokenRules()).toContain(rule);
  });

  it('refuse what no-circular forbids', () => {
    const domain = `${VISITS}/domain`;
    write(`${domain}/visit.ts`, "import { other } from './other.ts';\nexport const visit = other;");
    write(`${domain}/other.ts`, "import { visit } from './visit.ts';\nexport const other = visit;");
    expect(brokenRules()).toContain('no-circular');
  });
});
