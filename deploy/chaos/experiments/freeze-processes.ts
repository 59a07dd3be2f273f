import { ACK_WAIT_MS } from '@pst/messaging';
import { setTimeout as pause } from 'node:timers/promises';

import type { Outcome, Trial } from '../trial.ts';

/** Who holds what others wait for: rows, deliveries, mails. */
const FROZEN = ['guestbook', 'insights', 'notifications'];

/**
 * E8: one process of several services stands still for longer than a delivery waits for its
 * acknowledgement. Others do its work; what it does when it wakes up comes too late.
 */
export async function freezeProcesses(trial: Trial): Promise<Outcome> {
  const { system, random } = trial;
  return trial.underLoad(async () => {
    const frozen = FROZEN.map((service) => random.oneOf(system.namesOf(service)));
    for (const name of frozen) {
      system.freeze(name);
    }
    await pause(ACK_WAIT_MS + 10_000);
    for (const name of frozen) {
      system.thaw(name);
    }
    await system.allReady();
  });
}
