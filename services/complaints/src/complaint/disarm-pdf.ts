import { Worker } from 'node:worker_threads';
import type { Disarmed } from './disarm-pdf.worker.ts';

const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;

/** The PDF without scripts, files inside and metadata; undefined when it cannot be read in time. */
export async function disarmPdf(bytes: Buffer): Promise<Buffer | undefined> {
  // Beside this file, whether it runs from source or built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  const worker = new Worker(new URL(`./disarm-pdf.worker.${extension}`, import.meta.url), {
    workerData: { bytes },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  const disarmed = await new Promise<Disarmed>((resolve, reject) => {
    worker.once('online', () => {
      timer = setTimeout(() => resolve(undefined), TIME_LIMIT_MS);
    });
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve(undefined);
      } else {
        reject(error);
      }
    });
  }).finally(() => clearTimeout(timer));
  await worker.terminate();
  return disarmed && Buffer.from(disarmed);
}
