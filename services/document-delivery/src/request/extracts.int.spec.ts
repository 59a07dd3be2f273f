import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  decodePDFRawStream,
  PDFDocument,
  PDFName,
  PDFRawStream,
  StandardFonts,
} from '@cantoo/pdf-lib';
import { DirectoryStorage } from '@pst/object-storage';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import { coverSheet } from './domain/extract.ts';
import { Extracts } from './extracts.ts';

/** Yearbooks of statistics offices; they stay where they are and are only read. */
const BOOKS = join(
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../shared/data'),
  'pdf/bps',
);

const folder = mkdtempSync(join(tmpdir(), 'pst-extracts-'));
const storage = new DirectoryStorage(folder);
const extracts = new Extracts({ OBJECT_STORAGE_DIR: folder } as DocumentDeliveryConfig);
afterAll(() => rmSync(folder, { recursive: true }));

/** What each page says and what each paints, as a reader of the file finds it. */
async function read(bytes: Uint8Array) {
  const document = await getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
  }).promise;
  const pages = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    const { items } = await page.getTextContent();
    pages.push({
      text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
      painted: (await page.getOperatorList()).fnArray,
      box: page.view,
    });
  }
  return pages;
}

async function cut(key: string, book: Uint8Array, from: number, to: number) {
  const { sha256 } = await storage.put(key, book);
  const source = {
    title: 'Kecamatan Puger Dalam Angka 2022',
    year: 2022,
    publisher: 'BPS Kabupaten Jember',
    url: 'http://127.0.0.1:8080/katalog/1',
    pages: null,
  };
  const range = { from, to };
  const cover = coverSheet(source, range, 'BPS Kabupaten Musi Banyuasin', 'id');
  const wanted = { objectKey: key, sha256, range, cover };
  const { bytes } = await extracts.cut(wanted);
  const extract = readFileSync(storage.pathOf(extracts.keyOf(wanted)));
  expect(extract).toHaveLength(bytes);
  return extract;
}

/** Ten pages, all with one list of resources, as programs that number pages afterwards leave them. */
async function aBook(): Promise<Uint8Array> {
  const book = await PDFDocument.create();
  const font = await book.embedFont(StandardFonts.Helvetica);
  for (let n = 1; n <= 10; n += 1) {
    book.addPage([420, 595]).drawText(`Tabel ${n} rahasia-${n}`, { x: 40, y: 500, font, size: 12 });
  }
  const forms = await book.embedPages(book.getPages());
  const copy = await PDFDocument.create();
  const whole = await copy.embedPages((await PDFDocument.load(await book.save())).getPages());
  const shared = copy.context.obj({});
  whole.forEach((form, n) => shared.set(PDFName.of(`TPL${n + 1}`), form.ref));
  const resources = copy.context.register(copy.context.obj({ XObject: shared }));
  for (let n = 1; n <= forms.length; n += 1) {
    const page = copy.addPage([420, 595]);
    page.node.set(PDFName.of('Resources'), resources);
    const content = copy.context.stream(`q /TPL${n} Do Q`);
    page.node.set(PDFName.of('Contents'), copy.context.register(content));
    // A thread through the book, and a link to its last page.
    page.node.set(
      PDFName.of('Annots'),
      copy.context.obj([
        { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], Dest: [copy.getPage(0).ref, 'Fit'] },
      ]),
    );
  }
  return copy.save();
}

/** All bytes of all streams, uncompressed: what somebody finds who looks for it. */
async function everythingIn(bytes: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(bytes);
  return document.context
    .enumerateIndirectObjects()
    .map(([, object]) =>
      object instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')
        : String(object),
    )
    .join('\n');
}

describe('pages cut out of a PDF', () => {
  it('come behind a cover sheet with source and citation, as they are in the publication', async () => {
    const book = await aBook();
    const original = await read(book);
    const [cover, ...pages] = await read(await cut('buku.pdf', book, 4, 6));
    expect(cover?.text).toContain('Halaman  4-6');
    expect(cover?.text).toContain(
      'BPS Kabupaten Jember. (2022). Kecamatan Puger Dalam Angka 2022 (lembar PDF 4-6).',
    );
    expect(pages).toEqual(original.slice(3, 6));
  });

  it('bring nothing along of the pages that were not asked for', async () => {
    const found = await everythingIn(await cut('buku.pdf', await aBook(), 4, 4));
    const tables = [...new Set(found.match(/<[0-9A-F]{20,}>/g))].map((text) =>
      Buffer.from(text.slice(1, -1), 'hex').toString('latin1'),
    );
    expect(tables.filter((text) => text.includes('rahasia'))).toEqual(['Tabel 4 rahasia-4']);
  });

  it('are the same bytes each time, so that what was looked at is what is sent', async () => {
    const book = await aBook();
    const first = await cut('satu.pdf', book, 2, 3);
    rmSync(join(folder, 'extracts'), { recursive: true });
    expect(await cut('satu.pdf', book, 2, 3)).toEqual(first);
  });

  it('are refused where there are none, or where the file is none', async () => {
    await expect(cut('buku.pdf', await aBook(), 10, 11)).rejects.toMatchObject({
      slug: 'pages-not-extractable',
      params: { reason: 'no-such-page' },
    });
    await expect(cut('rusak.pdf', Buffer.from('%PDF-1.7 rusak'), 1, 1)).rejects.toMatchObject({
      params: { reason: 'broken' },
    });
  });

  const books = existsSync(BOOKS) ? readdirSync(BOOKS).filter((name) => name.endsWith('.pdf')) : [];
  it(`are those of ${books.length} real yearbooks, and a small part of them`, async () => {
    for (const name of books) {
      const book = readFileSync(join(BOOKS, name));
      const extract = await cut(name.toLowerCase(), book, 31, 33);
      const whole = await PDFDocument.load(book);
      const [, ...pages] = await read(extract);
      const three = await PDFDocument.create();
      (await three.copyPages(whole, [30, 31, 32])).forEach((page) => three.addPage(page));
      expect(pages).toEqual(await read(await three.save()));
      expect(extract.length).toBeLessThan(book.length / 3);
    }
  });
});
