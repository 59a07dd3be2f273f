import { setTimeout as pause } from 'node:timers/promises';

import type { Keeper } from '../local/keeper.ts';

interface Server {
  readonly url: string;
  readonly pid: number;
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

const TRIES = 40;

/** A server that falls and comes back when it is told to, always on the same address. */
export class FallibleServer<Kind extends Server> {
  private constructor(
    private server: Kind,
    private readonly begin: (port: number | undefined) => Promise<Kind>,
    private readonly keeper: Keeper,
  ) {
    keeper.watch(server.pid);
  }

  /** @param begin called with the port to listen on; undefined the first time. */
  static async start<Kind extends Server>(
    begin: (port: number | undefined) => Promise<Kind>,
    keeper: Keeper,
  ): Promise<FallibleServer<Kind>> {
    return new FallibleServer(await begin(undefined), begin, keeper);
  }

  get url(): string {
    return this.server.url;
  }

  get pid(): number {
    return this.server.pid;
  }

  /** Ends it without warning, and waits until it is gone. */
  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL');
    await this.server.died;
    this.keeper.forget(this.pid);
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.server.stop();
    this.keeper.forget(this.pid);
  }

  /** Starts it again on what it kept. */
  async resume(): Promise<void> {
    const port = Number(new URL(this.url).port);
    // What a killed server held (PostgreSQL's shared memory) is given back a moment later.
    for (let tries = 1; ; tries += 1) {
      try {
        this.server = await this.begin(port);
        this.keeper.watch(this.pid);
        return;
      } catch (error) {
        if (tries === TRIES) {
          throw error;
        }
        await pause(250);
      }
    }
  }
}
