// Takes the text out of one PDF, page by page, in a thread of its own: whatever the file does with time and
// memory, it does it here. Only types that can be stripped stand here: tests run this file as it is.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { legible } from '../domain/legible.ts';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PageText {
  readonly page: number;
  readonly text: string;
}

type Item = Awaited<
  ReturnType<Awaited<ReturnType<(typeof document)['getPage']>>['getTextContent']>
>['items'][number];

/** Watermarks lie across the page; what people read stands straight, at most on its side. */
function isAslant(item: Item): boolean {
  if (!('transform' in item)) {
    return false;
  }
  const [across = 0, along = 0]: number[] = item.transform;
  return Math.abs(across) > 1e-3 && Math.abs(along) > 1e-3;
}

async function textOf(number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return legible(
    items
      .filter((item) => !isAslant(item))
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join(''),
  );
}

const { path, from }: { path: string; from: number } = workerData;
const document = await getDocument({
  data: new Uint8Array(await readFile(path)),
  verbosity: VerbosityLevel.ERRORS,
  useSystemFonts: false,
  disableFontFace: true,
}).promise;
for (let page = from; page <= document.numPages; page += 1) {
  // One broken page does not hide the others.
  const text = await textOf(page).catch(() => '');
  parentPort?.postMessage({ page, text } satisfies PageText);
}
parentPort?.postMessage('end');
