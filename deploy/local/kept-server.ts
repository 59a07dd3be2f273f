import { setTimeout as pause } from 'node:timers/promises';

import type { Keeper } from './keeper.ts';

/** A server that is started again, on the same address, when it dies. */
export interface KeptServer {
  readonly url: string;
  /** Of the process that runs now. */
  readonly pid: number;
  stop(): Promise<void>;
}

interface Server {
  readonly url: string;
  readonly pid: number;
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

const TRIES = 20;
const PAUSE_MS = 500;

/**
 * Starts a server and starts it again whenever it dies: a killed PostgreSQL recovers from its log, a
 * killed NATS from its streams, and the services reconnect.
 *
 * @param start called with the port to listen on; undefined the first time.
 * @param changed called when the process id is not what it was.
 * @param lost called with a sentence when it will not start again.
 */
export async function keepRunning(
  start: (port: number | undefined) => Promise<Server>,
  around: { keeper: Keeper; changed: () => void; lost: (reason: string) => void },
): Promise<KeptServer> {
  let stopping = false;
  let server = await start(undefined);
  const port = Number(new URL(server.url).port);
  watchOver();

  function watchOver(): void {
    around.keeper.watch(server.pid);
    void server.died.then(again);
  }

  async function again(reason: string): Promise<void> {
    around.keeper.forget(server.pid);
    // What a killed server held (PostgreSQL's shared memory) is given back a moment later.
    for (let tries = 0; tries < TRIES && !stopping; tries += 1) {
      await pause(PAUSE_MS);
      try {
        server = await start(port);
      } catch {
        continue; // tried again; after the last try the reason of the death is told
      }
      if (stopping) {
        await server.stop();
        return;
      }
      watchOver();
      around.changed();
      return;
    }
    if (!stopping) {
      around.lost(reason);
    }
  }

  return {
    url: server.url,
    get pid() {
      return server.pid;
    },
    async stop() {
      stopping = true;
      await server.stop();
    },
  };
}
