#!/usr/bin/env node
// The recognition of scans.int.spec.ts where no tesseract is installed: the same engine as WebAssembly, with the
// same words on the command line.
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createWorker } from 'tesseract.js';

if (process.argv.includes('--list-langs')) {
  process.stdout.write('List of available languages (1):\nind\n');
} else {
  const model = fileURLToPath(
    import.meta.resolve('@tesseract.js-data/ind/4.0.0_best_int/ind.traineddata.gz'),
  );
  const worker = await createWorker('ind', 1, {
    langPath: dirname(model),
    gzip: true,
    cacheMethod: 'none',
  });
  const { data } = await worker.recognize(await buffer(process.stdin));
  process.stdout.write(data.text);
  await worker.terminate();
}
