import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Outcome, Trial } from './trial.ts';

/** One of the thirteen, as far as one machine can show it. */
export interface Experiment {
  readonly name: string;
  readonly does: string;
  readonly replicas: number;
  readonly run: (trial: Trial) => Promise<Outcome>;
}

/** The processes that a random blow may hit: everything but the door itself. */
const victimsOf = ({ system }: Trial) => system.names;

/** E1: processes are killed without warning, at random and at the worst moments. */
async function killServices(trial: Trial): Promise<Outcome> {
  return trial.underLoad(async () => {
    const until = performance.now() + trial.seconds * 1_000;
    while (performance.now() < until) {
      await pause(trial.random.between(1_000, 3_000));
      trial.system.kill(trial.random.oneOf(victimsOf(trial)));
    }
    await trial.system.allReady();
    // Stored, and never left.
    await killBefore(trial, 'guestbook', 'HPUB pst.');
    // Taken over by the stream, and never noted as such.
    await killBetween(trial, 'guestbook', 'HPUB pst.', '"stream":"PST"');
    // Done, and never acknowledged.
    await killBefore(trial, 'insights', 'PUB $JS.ACK.');
    await trial.system.allReady();
  });
}

/** Kills one process of a service when it is about to send these bytes; they do not leave. */
async function killBefore({ system }: Trial, service: string, bytes: string): Promise<void> {
  const names = system.namesOf(service);
  const victim = await new Promise<string>((chosen) => {
    for (const name of names) {
      const { nats } = system.linesOf(name);
      const lookAway = nats.watch((way, passing) => {
        if (way === 'requests' && passing.includes(bytes)) {
          nats.swallow('requests');
          lookAway();
          chosen(name);
        }
      });
    }
  });
  system.kill(victim);
  for (const name of names) {
    system.linesOf(name).nats.heal();
  }
}

/** Kills one process of a service between what it sends and the answer, which does not arrive. */
async function killBetween(
  { system }: Trial,
  service: string,
  sent: string,
  answered: string,
): Promise<void> {
  const names = system.namesOf(service);
  const victim = await new Promise<string>((chosen) => {
    for (const name of names) {
      const { nats } = system.linesOf(name);
      let asked = false;
      const lookAway = nats.watch((way, passing) => {
        if (way === 'requests') {
          asked ||= passing.includes(sent);
        } else if (asked && passing.includes(answered)) {
          nats.swallow('replies');
          lookAway();
          chosen(name);
        }
      });
    }
  });
  system.kill(victim);
  for (const name of names) {
    system.linesOf(name).nats.heal();
  }
}

/** E2: NATS falls and has nothing when it comes back; its streams are made anew and filled from outboxes. */
async function loseStreams(trial: Trial): Promise<Outcome> {
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

/** E3: the streams lose what came last, the consumers remember that they had it. */
async function loseTail(trial: Trial): Promise<Outcome> {
  const { system } = trial;
  const copy = mkdtempSync(join(tmpdir(), 'pst-streams-'));
  try {
    return await trial.underLoad(async () => {
      await system.nats.stop();
      for (const folder of messageFolders(system.streamsFolder)) {
        cpSync(join(system.streamsFolder, folder), join(copy, folder), { recursive: true });
      }
      await system.nats.resume();
      await system.allReady();
      await trial.acknowledgedMore(60);
      await system.nats.stop();
      for (const folder of messageFolders(system.streamsFolder)) {
        rmSync(join(system.streamsFolder, folder), { recursive: true });
        if (existsSync(join(copy, folder))) {
          cpSync(join(copy, folder), join(system.streamsFolder, folder), { recursive: true });
        }
      }
      await system.nats.resume();
      await system.allReady();
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Where streams keep their messages, and not what their consumers remember. */
function messageFolders(store: string): string[] {
  return readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(^|\/)streams\/[^/]+\/msgs$/.test(path),
  );
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
];

export function experimentNamed(wanted: string): Experiment {
  const found = experiments.find(({ name }) => name === wanted);
  if (found === undefined) {
    throw new Error(`There is no experiment ${wanted}`);
  }
  return found;
}
