import { setTimeout as pause } from 'node:timers/promises';

import type { Outcome, Trial } from '../trial.ts';

const FALLS = 3;
const AWAY_MS = 3_000;

/** E5: PostgreSQL is killed, stays away for a while and recovers from its log; three times. */
export async function loseDatabase(trial: Trial): Promise<Outcome> {
  const { postgres } = trial.system;
  return trial.underLoad(
    async () => {
      for (let fall = 0; fall < FALLS; fall += 1) {
        await trial.acknowledgedMore(20);
        await postgres.kill();
        await pause(AWAY_MS);
        await postgres.resume();
        await trial.system.allReady();
      }
    },
    { prompt: true },
  );
}
