import { rmSync } from 'node:fs';

import type { Outcome, Trial } from '../trial.ts';

/** E2: NATS falls and has nothing when it comes back; its streams are made anew and filled from outboxes. */
export async function loseStreams(trial: Trial): Promise<Outcome> {
  const { system } = trial;
  return trial.underLoad(async () => {
    await trial.acknowledgedMore(50);
    await system.nats.kill();
    rmSync(system.streamsFolder, { recursive: true });
    await system.nats.resume();
    await system.prepare();
    await system.allReady();
  });
}
