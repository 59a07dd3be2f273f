// Cuts pages out of one PDF, in a thread of its own: a file may take all the time and memory it gets
// without harming anybody. Only types that can be stripped stand here: tests run this file as it is.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFStream,
  StandardFonts,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { CoverSheet, PageRange } from './domain/extract.ts';

export interface Cutting {
  readonly path: string;
  readonly range: PageRange;
  readonly cover: CoverSheet;
}
export type Cut = { readonly bytes: Uint8Array } | { readonly refused: 'broken' | 'no-such-page' };

const named = (names: string) => new Set(names.split(' ').map((name) => PDFName.of(name)));
/** Everything else of a page (structure, threads, actions) leads to pages that are not sent. */
const OF_A_PAGE = named(
  'Type Resources Contents Annots Rotate Group UserUnit MediaBox CropBox BleedBox TrimBox ArtBox',
);
const BY_NAME = named('Font XObject ExtGState ColorSpace Pattern Shading Properties');
const RESOURCES = PDFName.of('Resources');

/** What the page's content says, or undefined when its encoding is not known here. */
function contentOf(page: PDFPage): string | undefined {
  const contents = page.node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : [];
  const texts = parts.map((part) => {
    const stream = page.doc.context.lookup(part);
    try {
      return stream instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
        : undefined;
    } catch {
      return undefined;
    }
  });
  return texts.includes(undefined) ? undefined : texts.join('\n');
}

/** A form or a font of three without resources of its own takes what it needs from the page's. */
function borrows(resource: unknown): boolean {
  const dict = resource instanceof PDFStream ? resource.dict : resource;
  if (!(dict instanceof PDFDict)) {
    return false;
  }
  const kind = dict.get(PDFName.of('Subtype'));
  return (
    (kind === PDFName.of('Form') || kind === PDFName.of('Type3')) &&
    dict.get(RESOURCES) === undefined
  );
}

/**
 * Many yearbooks let all pages share one list of resources, which would bring the whole book along with
 * three of its pages. Only what the page's content names is kept; where that cannot be told, all of it.
 */
function keepUsedResources(page: PDFPage): void {
  const all = page.node.Resources();
  const content = contentOf(page);
  if (all === undefined || content === undefined) {
    return;
  }
  const { context } = page.doc;
  const used = new Set(
    [...content.matchAll(/\/([^\s/[\]<>(){}%]+)/g)].map(([, name = '']) => PDFName.of(name)),
  );
  const kept = context.obj({});
  for (const [category, value] of all.entries()) {
    const resources = context.lookup(value);
    if (!BY_NAME.has(category) || !(resources instanceof PDFDict)) {
      kept.set(category, value);
      continue;
    }
    const some = context.obj({});
    for (const [name, resource] of resources.entries()) {
      if (used.has(name) || name.decodeText().startsWith('Default')) {
        if (borrows(context.lookup(resource))) {
          return;
        }
        some.set(name, resource);
      }
    }
    kept.set(category, some);
  }
  page.node.set(RESOURCES, kept);
}

/** Notes and links to the web stay; links into the publication and form fields lead to other pages. */
function keepOwnAnnotations(page: PDFPage): void {
  const { context } = page.doc;
  const kept = (page.node.Annots()?.asArray() ?? []).filter((reference) => {
    const note = context.lookup(reference);
    if (!(note instanceof PDFDict)) {
      return false;
    }
    const kind = note.get(PDFName.of('Subtype'));
    const action = note.lookup(PDFName.of('A'));
    const toTheWeb = action instanceof PDFDict && action.get(PDFName.of('S')) === PDFName.of('URI');
    for (const key of ['P', 'Popup', 'Parent', 'IRT', 'AA', 'StructParent']) {
      note.delete(PDFName.of(key));
    }
    return kind === PDFName.of('Link')
      ? toTheWeb
      : kind !== PDFName.of('Widget') && kind !== PDFName.of('Popup') && action === undefined;
  });
  page.node.set(PDFName.of('Annots'), context.obj(kept));
}

function keepOnlyThePage(page: PDFPage): void {
  keepUsedResources(page);
  keepOwnAnnotations(page);
  for (const [key] of page.node.entries()) {
    if (!OF_A_PAGE.has(key) && key !== PDFName.of('Parent')) {
      page.node.delete(key);
    }
  }
}

const A4: [number, number] = [595, 842];
const MARGIN = 64;

async function drawCover(document: PDFDocument, cover: CoverSheet): Promise<void> {
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const page = document.addPage(A4);
  let y = A4[1] - MARGIN;
  const write = (text: string, font: PDFFont, size: number, after: number) => {
    for (const line of linesOf(text, font, size, A4[0] - 2 * MARGIN)) {
      y -= size * 1.35;
      page.drawText(line, { x: MARGIN, y, size, font });
    }
    y -= after;
  };
  write(cover.heading, plain, 12, 8);
  write(cover.title, bold, 20, 24);
  for (const [label, value] of cover.facts) {
    write(label, bold, 10, 0);
    write(value, plain, 11, 10);
  }
  write(cover.note, plain, 10, 0);
}

function linesOf(text: string, font: PDFFont, size: number, width: number): string[] {
  const drawable = new Set(font.getCharacterSet());
  // The standard fonts know western letters only; what they lack is named by a question mark.
  const shown = Array.from(text.normalize('NFC'))
    .map((sign) => (drawable.has(sign.codePointAt(0) ?? 0) ? sign : '?'))
    .join('');
  const lines: string[] = [];
  for (const word of shown.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && font.widthOfTextAtSize(longer, size) <= width) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

async function cut({ path, range, cover }: Cutting): Promise<Cut> {
  try {
    const source = await PDFDocument.load(await readFile(path), { updateMetadata: false });
    if (range.to > source.getPageCount()) {
      return { refused: 'no-such-page' };
    }
    const wanted = Array.from({ length: range.to - range.from + 1 }, (_, n) => range.from - 1 + n);
    wanted.forEach((index) => keepOnlyThePage(source.getPage(index)));
    // Without dates of its own, so that the same pages are the same bytes.
    const extract = await PDFDocument.create({ updateMetadata: false });
    extract.setTitle(`${cover.heading}: ${cover.title}`);
    extract.setLanguage(cover.language);
    await drawCover(extract, cover);
    for (const page of await extract.copyPages(source, wanted)) {
      extract.addPage(page);
    }
    return { bytes: await extract.save() };
  } catch {
    // The library's words may quote the file; what matters is that the officer sees it.
    return { refused: 'broken' };
  }
}

const cutting: Cutting = workerData;
parentPort?.postMessage(await cut(cutting));
