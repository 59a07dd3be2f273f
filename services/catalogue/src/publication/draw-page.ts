import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** Generous, for it waits behind everybody on a busy machine. */
const TIME_LIMIT_MS = 120_000;
const MEMORY_LIMIT_MB = 768;
/** What the permission model leaves the program: to read, and to load the canvas. */
const SANDBOX = ['--permission', '--allow-addons', '--allow-fs-read=*'];

/** What a page is drawn for. */
export interface Drawing {
  readonly path: string;
  readonly page: number;
  readonly format: 'jpeg' | 'png';
  /** The picture fits in this box, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** The file took too long or too much memory, or has no such page. */
export class PageUndrawable extends Error {
  override readonly name = 'PageUndrawable';
}

/**
 * A page of a PDF as a picture. It is drawn by a process of its own that can neither write nor start
 * anything: fonts and pictures of strangers go through native code, whose crash ends only that process.
 *
 * @throws PageUndrawable after two minutes, past 768 MB, or when the page cannot be drawn.
 */
export async function drawPage(drawing: Drawing): Promise<Buffer> {
  // Beside this file, whether it runs from source or built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  const program = fileURLToPath(new URL(`./draw-page.program.${extension}`, import.meta.url));
  const drawer = spawn(
    process.execPath,
    [...SANDBOX, `--max-old-space-size=${MEMORY_LIMIT_MB}`, program, JSON.stringify(drawing)],
    { stdio: ['ignore', 'pipe', 'ignore'], timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL', env: {} },
  );
  if (drawer.pid !== undefined) {
    // Whoever waits for an answer comes first.
    setPriority(drawer.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    drawer.once('error', reject);
    drawer.once('close', resolve);
  });
  const [picture, code] = await Promise.all([buffer(drawer.stdout), ended]);
  if (code !== 0 || picture.length === 0) {
    throw new PageUndrawable(`The page cannot be drawn (${code ?? 'killed'})`);
  }
  return picture;
}
