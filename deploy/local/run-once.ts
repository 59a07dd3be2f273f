import { spawn } from 'node:child_process';

/**
 * Runs a TypeScript program of the project from source to its end.
 *
 * @returns what it wrote to stdout.
 * @throws Error with what it wrote to stderr when it fails.
 */
export function runOnce(
  file: string,
  args: readonly string[],
  {
    env,
    input = '',
  }: { env: Readonly<Record<string, string>> | NodeJS.ProcessEnv; input?: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=@pst/source',
        `--import=${new URL('./ts-hooks.mjs', import.meta.url).href}`,
        file,
        ...args,
      ],
      { env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(stdout) : reject(new Error(`${file} failed:\n${stderr.trim()}`)),
    );
    child.stdin.on('error', () => {}); // it ended before reading; its exit code says why
    child.stdin.end(input);
  });
}
