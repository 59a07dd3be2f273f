import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { auditEvents, republishLost } from '../../operations/audit.ts';
import type { SystemUnderFire } from '../system-under-fire.ts';
import type { Outcome, Trial } from '../trial.ts';

/** E4: bytes in the middle of the event stream change on the disk; the audit names what is lost, and it is announced again. */
export async function damageStream(trial: Trial): Promise<Outcome> {
  const { system } = trial;
  return trial.underLoad(async () => {
    await trial.acknowledgedMore(60);
    await system.nats.stop();
    flipBytes(system);
    await system.nats.resume();
    await system.prepare();
    await system.allReady();
    const found = await auditEvents(system.operator, system.databases).catch(String);
    trial.injected.moved.push(...[...found.matchAll(/lost +(\S+)/g)].map(([, id = '']) => id));
    await republishLost(system.operator, system.databases);
  });
}

/** In the middle of the largest block of messages. */
function flipBytes({ streamsFolder }: SystemUnderFire): void {
  const [block = ''] = readdirSync(streamsFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /streams\/PST\/msgs\/\d+\.blk$/.test(path))
    .map((path) => join(streamsFolder, path))
    .toSorted((left, right) => readFileSync(right).length - readFileSync(left).length);
  const bytes = readFileSync(block);
  const middle = Math.floor(bytes.length / 2);
  for (let at = middle; at < middle + 16; at += 1) {
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  }
  writeFileSync(block, bytes);
}
