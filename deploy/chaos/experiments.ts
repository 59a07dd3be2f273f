import { cutOffBus } from './experiments/cut-off-bus.ts';
import { damageStream } from './experiments/damage-stream.ts';
import { freezeProcesses } from './experiments/freeze-processes.ts';
import { killServices } from './experiments/kill-services.ts';
import { loseDatabase } from './experiments/lose-database.ts';
import { loseStreams } from './experiments/lose-streams.ts';
import { loseTail } from './experiments/lose-tail.ts';
import { poisonTheStream } from './experiments/poison-the-stream.ts';
import { repeatEverything } from './experiments/repeat-everything.ts';
import { rollOut } from './experiments/roll-out.ts';
import { tamperWithLines } from './experiments/tamper-with-lines.ts';
import type { Outcome, Trial } from './trial.ts';

/** One of the thirteen, as far as one machine can show it. */
export interface Experiment {
  readonly name: string;
  readonly does: string;
  readonly replicas: number;
  readonly run: (trial: Trial) => Promise<Outcome>;
}

/** All of them, in their order. */
export const experiments: readonly Experiment[] = [
  {
    name: 'E1',
    does: 'kill -9 of any process, at random and between commit, publish, mark, work and acknowledgement',
    replicas: 2,
    run: killServices,
  },
  {
    name: 'E2',
    does: 'NATS killed and its store gone, as after a power cut with the default settings',
    replicas: 1,
    run: loseStreams,
  },
  {
    name: 'E3',
    does: 'the streams rolled back, the state of their consumers kept',
    replicas: 1,
    run: loseTail,
  },
  {
    name: 'E4',
    does: 'bytes changed in the middle of the event stream',
    replicas: 1,
    run: damageStream,
  },
  {
    name: 'E5',
    does: 'PostgreSQL killed, away for three seconds, three times',
    replicas: 1,
    run: loseDatabase,
  },
  { name: 'E6', does: 'NATS away', replicas: 1, run: cutOffBus },
  {
    name: 'E7',
    does: 'lines that are slow, lead one way only, or break in the middle of a frame',
    replicas: 2,
    run: tamperWithLines,
  },
  {
    name: 'E8',
    does: 'processes that stand still for longer than a delivery waits',
    replicas: 2,
    run: freezeProcesses,
  },
  { name: 'E9', does: 'messages that nobody can handle', replicas: 1, run: poisonTheStream },
  { name: 'E10', does: 'the same again: requests and facts', replicas: 1, run: repeatEverything },
  {
    name: 'E13',
    does: 'every process replaced in good order, one after the other',
    replicas: 2,
    run: rollOut,
  },
];

export function experimentNamed(wanted: string): Experiment {
  const found = experiments.find(({ name }) => name === wanted);
  if (found === undefined) {
    throw new Error(`There is no experiment ${wanted}`);
  }
  return found;
}
