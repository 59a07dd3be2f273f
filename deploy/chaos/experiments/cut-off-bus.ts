import { setTimeout as pause } from 'node:timers/promises';

import type { Outcome, Trial } from '../trial.ts';

/** E6: NATS is away; nobody is left hanging meanwhile, and all find their way back. */
export async function cutOffBus(trial: Trial): Promise<Outcome> {
  const { nats } = trial.system;
  return trial.underLoad(
    async () => {
      await nats.stop();
      await pause(trial.seconds * 1_000);
      await nats.resume();
      await trial.system.allReady();
    },
    { prompt: true },
  );
}
