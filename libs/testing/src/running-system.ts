import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { copyPreparedFolder } from './prepared-folder.ts';
import { addressesIn, startSystemOn, type RunningSystem } from './system-process.ts';

/**
 * Starts the whole system for a journey, on a data folder as a first start leaves it. `RUNNING_SYSTEM`
 * names the data folder of one that runs already, for trying a journey again and again; it is used as it
 * is and not stopped.
 *
 * @param settings environment of `npm start`, such as `DEMO_CLOCK`
 */
export async function startSystem(settings: Record<string, string> = {}): Promise<RunningSystem> {
  const running = process.env['RUNNING_SYSTEM'];
  if (running !== undefined) {
    const addresses = () => addressesIn(running);
    return { ...addresses(), addresses, folder: running, stop: () => Promise.resolve() };
  }
  const parent = mkdtempSync(join(tmpdir(), 'pst-journey-'));
  const folder = join(parent, 'data');
  await copyPreparedFolder(folder);
  const system = await startSystemOn(folder, settings);
  return {
    ...system,
    async stop() {
      await system.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}
