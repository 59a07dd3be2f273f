// Looks into one uploaded PDF, in a thread of its own: a file may take all the time and memory it gets
// without harming anybody. Only types that can be stripped stand here: tests run this file as it is.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { getDocument, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type Inspection =
  | { readonly pages: number }
  | { readonly refused: 'empty' | 'not-a-pdf' | 'encrypted' | 'broken' | 'active-content' };

/** Readers look for the header in the first kilobyte (PDF 32000-1, annex H). */
const HEADER_WITHIN = 1_024;
/** Actions that run a script or start a program, as they stand in an uncompressed object. */
const ACTIVE = /\/(?:JavaScript|Launch|ImportData)\b/;

async function inspect(path: string): Promise<Inspection> {
  const bytes = await readFile(path);
  if (bytes.length === 0) {
    return { refused: 'empty' };
  }
  if (bytes.subarray(0, HEADER_WITHIN).indexOf('%PDF-') === -1) {
    return { refused: 'not-a-pdf' };
  }
  if (ACTIVE.test(bytes.toString('latin1'))) {
    return { refused: 'active-content' };
  }
  try {
    const document = await getDocument({
      data: new Uint8Array(bytes),
      verbosity: VerbosityLevel.ERRORS,
      useSystemFonts: false,
      disableFontFace: true,
    }).promise;
    // A file whose pages cannot be reached opens in no reader, whatever its header says.
    await document.getPage(1);
    await document.getPage(document.numPages);
    if ((await document.getJSActions()) !== null) {
      return { refused: 'active-content' };
    }
    return { pages: document.numPages };
  } catch (error) {
    return { refused: error instanceof PasswordException ? 'encrypted' : 'broken' };
  }
}

const { path }: { path: string } = workerData;
parentPort?.postMessage(await inspect(path));
