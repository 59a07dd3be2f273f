import { setTimeout as pause } from 'node:timers/promises';

import type { Way } from '../line.ts';
import type { Outcome, Trial } from '../trial.ts';

/** E1: processes are killed without warning, at random and at the worst moments. */
export async function killServices(trial: Trial): Promise<Outcome> {
  return trial.underLoad(async () => {
    const until = performance.now() + trial.seconds * 1_000;
    while (performance.now() < until) {
      await pause(trial.random.between(1_000, 3_000));
      trial.system.kill(trial.random.oneOf(trial.system.names));
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
function killBefore(trial: Trial, service: string, bytes: string): Promise<void> {
  return killWhen(
    trial,
    service,
    () => (way, passing) =>
      way === 'requests' && passing.includes(bytes) ? 'requests' : undefined,
  );
}

/** Kills one process of a service between what it sends and the answer, which does not arrive. */
function killBetween(trial: Trial, service: string, sent: string, answered: string): Promise<void> {
  return killWhen(trial, service, () => {
    let asked = false;
    return (way, passing) => {
      asked ||= way === 'requests' && passing.includes(sent);
      return way === 'replies' && asked && passing.includes(answered) ? 'replies' : undefined;
    };
  });
}

/** Which way is to be swallowed, and its process killed; undefined while nothing is to happen. */
type Moment = (way: Way, passing: Buffer) => Way | undefined;

/** @param momentOf looks at the line of one process. */
async function killWhen({ system }: Trial, service: string, momentOf: () => Moment): Promise<void> {
  const names = system.namesOf(service);
  const victim = await new Promise<string>((chosen) => {
    for (const name of names) {
      const { nats } = system.linesOf(name);
      const moment = momentOf();
      const lookAway = nats.watch((way, passing) => {
        const swallowed = moment(way, passing);
        if (swallowed !== undefined) {
          nats.swallow(swallowed);
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
