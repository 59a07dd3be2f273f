import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { text } from 'node:stream/consumers';

/** The office's language; numbers and English words are read with it as well. */
const LANGUAGE = 'ind';
const TIME_LIMIT_MS = 180_000;

/** The program ended with an error or took longer than three minutes. */
export class NotRecognised extends Error {
  override readonly name = 'NotRecognised';
}

/** Whether the program is there and knows Indonesian. */
export async function canRecognise(program: string): Promise<boolean> {
  try {
    const languages = await run(program, ['--list-langs'], Buffer.alloc(0));
    return languages.split(/\s+/).includes(LANGUAGE);
  } catch {
    return false;
  }
}

/**
 * The text in a picture (PNG) of a page, with its lines.
 *
 * @throws NotRecognised
 */
export const recognise = (program: string, picture: Buffer): Promise<string> =>
  run(program, ['stdin', 'stdout', '-l', LANGUAGE], picture);

async function run(program: string, args: readonly string[], input: Buffer): Promise<string> {
  const reader = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
    // One page takes one core; its own threads only get into each other's way.
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    reader.once('error', reject);
    reader.once('close', resolve);
  });
  if (reader.pid !== undefined) {
    setPriority(reader.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  // Whoever ends before it has read everything says so by its exit code.
  reader.stdin.on('error', () => {});
  reader.stdin.end(input);
  const [read, code] = await Promise.all([text(reader.stdout), ended]);
  if (code !== 0) {
    throw new NotRecognised(`${program} ended with ${code ?? 'a signal'}`);
  }
  return read;
}
