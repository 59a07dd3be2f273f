import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Keeper } from './keeper.ts';

/** A program the system consists of. */
export interface Program {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once the program can do its work. */
  readonly readyUrl?: string;
  /** Shows its log in the terminal instead of keeping it in a file. */
  readonly onScreen?: boolean;
}

const LOG_LIMIT = 20 * 1024 * 1024;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
const LONGEST_PAUSE_MS = 10_000;

interface Running {
  readonly program: Program;
  child: ChildProcess;
  crashes: number;
}

/**
 * Runs the services, each as a process of its own: keeps their logs, starts one that died again, and ends
 * them all in good order.
 */
export class Supervisor {
  private readonly running = new Map<string, Running>();
  private stopping = false;
  private readonly logs: string;
  private readonly keeper: Keeper;
  private readonly changed: () => void;

  /** @param changed is called when a process id is not what it was. */
  constructor(logs: string, keeper: Keeper, changed: () => void) {
    this.logs = logs;
    this.keeper = keeper;
    this.changed = changed;
    mkdirSync(logs, { recursive: true });
  }

  get pids(): Record<string, number> {
    return Object.fromEntries(
      [...this.running].map(([name, { child }]) => [name, child.pid ?? -1]),
    );
  }

  logOf(name: string): string {
    return join(this.logs, `${name}.log`);
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @throws Error with the last lines of its log when it ends or stays unready.
   */
  async start(program: Program): Promise<void> {
    this.rotate(program.name);
    const entry: Running = { program, child: this.spawn(program), crashes: 0 };
    this.running.set(program.name, entry);
    this.watchOver(entry);
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    while (!(await this.isReady(program))) {
      if (entry.crashes > 0 || performance.now() > giveUpAt) {
        throw new Error(`${program.name} did not start:\n${this.tail(program.name)}`);
      }
      await pause(40);
    }
  }

  /** Ends all programs, the last started first asked, and waits for each. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running.values()].toReversed().map(({ child }) => this.end(child)));
  }

  private async end(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      return;
    }
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(deadline);
  }

  private spawn({ name, command: [file, ...args], env, onScreen = false }: Program): ChildProcess {
    const log = openSync(this.logOf(name), 'a', 0o600);
    // A group of its own: Ctrl-C in the terminal must reach it through the orderly stop only.
    const stdio: StdioOptions = onScreen ? ['ignore', 'inherit', 'inherit'] : ['ignore', log, log];
    const child = spawn(file, args, { env, detached: true, stdio });
    closeSync(log);
    if (child.pid !== undefined) {
      this.keeper.watch(child.pid);
    }
    return child;
  }

  private watchOver(entry: Running): void {
    const { child } = entry;
    const begun = performance.now();
    child.once('error', () => (entry.crashes += 1));
    child.once('exit', () => {
      if (child.pid !== undefined) {
        this.keeper.forget(child.pid);
      }
      if (this.stopping) {
        return;
      }
      // One that ran a while and fell starts at once; one that falls again and again waits longer.
      entry.crashes = performance.now() - begun > LONGEST_PAUSE_MS ? 1 : entry.crashes + 1;
      const wait = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** (entry.crashes - 1));
      setTimeout(() => this.again(entry), wait).unref();
    });
  }

  private again(entry: Running): void {
    if (this.stopping) {
      return;
    }
    entry.child = this.spawn(entry.program);
    this.watchOver(entry);
    this.changed();
  }

  private async isReady({ readyUrl }: Program): Promise<boolean> {
    if (readyUrl === undefined) {
      return true;
    }
    try {
      const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2000) });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  private rotate(name: string): void {
    const file = this.logOf(name);
    if (existsSync(file) && statSync(file).size > LOG_LIMIT) {
      renameSync(file, `${file}.1`);
    }
  }

  private tail(name: string): string {
    return readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  }
}
