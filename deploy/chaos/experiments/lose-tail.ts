import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Outcome, Trial } from '../trial.ts';

/** E3: the streams lose what came last, the consumers remember that they had it. */
export async function loseTail(trial: Trial): Promise<Outcome> {
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
