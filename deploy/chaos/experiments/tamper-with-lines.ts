import { setTimeout as pause } from 'node:timers/promises';

import type { Line } from '../line.ts';
import type { Outcome, Trial } from '../trial.ts';

/** What goes wrong on a line, one after the other. */
const FAULTS: readonly ((line: Line) => void)[] = [
  (line) => line.slowDown(300, 200),
  (line) => line.swallow('replies'),
  (line) => line.cutInFrame(1_000),
  (line) => line.swallow('requests'),
  (line) => line.hold('replies'),
];

/** E7: lines to NATS and PostgreSQL are slow, lead one way only, or break in the middle of a frame. */
export async function tamperWithLines(trial: Trial): Promise<Outcome> {
  const { system, random } = trial;
  return trial.underLoad(
    async () => {
      for (const fault of FAULTS) {
        const { nats, postgres } = system.linesOf(random.oneOf(system.names));
        for (const line of [nats, postgres]) {
          fault(line);
        }
        await pause((trial.seconds * 1_000) / FAULTS.length);
        for (const line of [nats, postgres]) {
          line.heal();
        }
      }
      await system.allReady();
    },
    { prompt: true },
  );
}
