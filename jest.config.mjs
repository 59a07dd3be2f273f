import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** Breaking a whole system takes longer than everything else together: only when it is asked for by name. */
const CHAOS = '/deploy/chaos/.*\\.e2e\\.spec\\.ts$';
const isAskedFor = process.argv.some((argument) => argument.includes('chaos'));

/** One configuration for every project; the suffix tells the level (spec, int.spec, e2e.spec, browser.spec). */
export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/deploy'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(isAskedFor ? [] : [CHAOS])],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  testEnvironmentOptions: { customExportConditions: ['@pst/source', 'node', 'node-addons'] },
  // PostgreSQL for the whole run and a nats-server to start from; specs without I/O pay 0.5 s for it.
  globalSetup: '<rootDir>/libs/testing/src/jest-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest-teardown.ts',
  // Ends what hangs and measures nothing: looking a screen through for accessibility takes a busy machine a minute.
  testTimeout: 600_000,
  maxWorkers: 2,
};
