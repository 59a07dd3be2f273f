import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Sees to it that no process is left behind when this one dies without a chance to clean up. */
export interface Keeper {
  watch(pid: number): void;
  forget(pid: number): void;
  /** A file to be removed should this process die. */
  removeOnDeath(file: string): void;
  /** Everything ended in good order; the keeper goes home. */
  dismiss(): void;
}

/** Starts a keeper: a tiny process that outlives this one by a few seconds at most. */
export function startKeeper(): Keeper {
  const shell = spawn('sh', [fileURLToPath(new URL('./keeper.sh', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  shell.unref();
  // Without a keeper everything works but the clean-up after a kill -9.
  shell.on('error', () => {});
  shell.stdin.on('error', () => {});
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') {
    shell.stdin.unref();
  }
  const tell = (line: string) => shell.stdin.write(`${line}\n`);
  return {
    watch: (pid) => tell(`watch ${pid}`),
    forget: (pid) => tell(`forget ${pid}`),
    removeOnDeath: (file) => tell(`remove ${file}`),
    dismiss: () => {
      tell('done');
      shell.stdin.end();
    },
  };
}
