// Draws one page of a PDF to the standard output, in a process of its own. Only types that can be stripped
// stand here: tests run this file as it is.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Drawing } from './draw-page.ts';

/** Of a scan in 600 dpi; a larger picture in a page is left out. */
const MOST_PIXELS = 40_000_000;
const QUALITY = 82;

const { path, page, format, width, height }: Drawing = JSON.parse(process.argv[2] ?? '');
const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const folder = (name: string) => join(library, name, '/');
const document = await getDocument({
  data: new Uint8Array(await readFile(path)),
  verbosity: VerbosityLevel.ERRORS,
  maxImageSize: MOST_PIXELS,
  cMapUrl: folder('cmaps'),
  standardFontDataUrl: folder('standard_fonts'),
  wasmUrl: folder('wasm'),
  useSystemFonts: false,
}).promise;
const drawn = await document.getPage(page);
const natural = drawn.getViewport({ scale: 1 });
const scale = Math.min(width / natural.width, height / natural.height);
const viewport = drawn.getViewport({ scale });
const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
await drawn.render({ canvas, viewport, background: '#fff' }).promise;
const picture =
  format === 'jpeg' ? await canvas.encode('jpeg', QUALITY) : await canvas.encode('png');
process.stdout.write(picture, () => process.exit(0));
