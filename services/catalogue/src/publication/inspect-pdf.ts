import { Worker } from 'node:worker_threads';
import { pdfRefused } from '@pst/contracts';
import type { Inspection } from './inspect-pdf.worker.ts';

const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 768;

/**
 * The number of pages of a PDF that a reader can be given.
 *
 * @throws `pdf-refused` with the reason: empty, not a PDF, encrypted, broken, with active content, or
 *   too complex to be looked into within thirty seconds and 768 MB.
 */
export async function inspectPdf(path: string): Promise<{ pages: number }> {
  // Beside this file, whether it runs from source or built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
  const worker = new Worker(new URL(`./inspect-pdf.worker.${extension}`, import.meta.url), {
    workerData: { path },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  let timer: NodeJS.Timeout | undefined;
  const inspection = await new Promise<Inspection | 'too-complex'>((resolve, reject) => {
    // The time is the file's: how long a busy machine takes to begin is not counted against it.
    worker.once('online', () => {
      timer = setTimeout(() => resolve('too-complex'), TIME_LIMIT_MS);
    });
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      // Out of memory is what the limit is for; anything else is a fault of ours and no verdict on the file.
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve('too-complex');
      } else {
        reject(error);
      }
    });
  }).finally(() => clearTimeout(timer));
  await worker.terminate();
  if (inspection === 'too-complex') {
    throw pdfRefused.error({ reason: 'too-complex' });
  }
  if ('refused' in inspection) {
    throw pdfRefused.error({ reason: inspection.refused });
  }
  return inspection;
}
