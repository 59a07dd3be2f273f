import { startInfrastructure } from './infrastructure.ts';

declare global {
  var stopTestInfrastructure: (() => Promise<void>) | undefined;
}

/** Once per run, before the first spec file (jest's globalSetup). */
export default async function setUp(): Promise<void> {
  const infrastructure = await startInfrastructure();
  globalThis.stopTestInfrastructure = () => infrastructure.stop();
  process.stderr.write(`Tests run on ${infrastructure.described}\n`);
}
