/** Once per run, after the last spec file (jest's globalTeardown). */
export default async function tearDown(): Promise<void> {
  await globalThis.stopTestInfrastructure?.();
}
