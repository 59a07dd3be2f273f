import type { Outcome, Trial } from '../trial.ts';

/**
 * E13: every process ends in good order and is replaced, one after the other, as a rolling deployment
 * does it, with the step before a start (databases and streams brought up to date) at the beginning.
 */
export async function rollOut(trial: Trial): Promise<Outcome> {
  const { system } = trial;
  return trial.underLoad(
    async () => {
      await system.prepare();
      for (const name of system.names) {
        await system.replace(name);
        await trial.acknowledgedMore(3);
      }
    },
    { unnoticed: true },
  );
}
