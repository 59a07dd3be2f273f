import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PageText } from './read-pages.worker.ts';

const PAGE_TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 768;

/** The file took too long or too much memory, or cannot be opened. */
export class PagesUnreadable extends Error {
  override readonly name = 'PagesUnreadable';
}

/**
 * The text of the PDF's pages, one after the other, from the page `from` on.
 *
 * @throws PagesUnreadable when a page takes more than thirty seconds or the file more than 768 MB.
 */
export async function* readPages(path: string, from: number): AsyncGenerator<PageText> {
  // Beside this file, whether it runs from source or built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  const worker = new Worker(new URL(`./read-pages.worker.${extension}`, import.meta.url), {
    workerData: { path, from },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  const tooLong = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tooLong.abort(), PAGE_TIME_LIMIT_MS);
  };
  try {
    wait();
    for await (const [message] of on(worker, 'message', { signal: tooLong.signal })) {
      const told: PageText | 'end' = message; // our own worker's
      if (told === 'end') {
        return;
      }
      wait();
      yield told;
    }
  } catch (error) {
    throw new PagesUnreadable('The pages cannot be read', { cause: error });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
