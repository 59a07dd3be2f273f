import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { Clock } from '@pst/config';
import { acceptSoftcopy, addPublication, searchPages } from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';
import { PageTextSchema } from '../publication.schema.ts';
import { canRecognise } from './recognise.ts';

const librarian = { actor: anActor('librarian') };
const OCR_PROGRAM = fileURLToPath(new URL('./tesseract.mjs', import.meta.url));

/** These lines as a scanner sees them: a picture, and no text. */
function scanned(lines: readonly string[]): Buffer {
  const fonts = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  GlobalFonts.registerFromPath(join(fonts, 'standard_fonts/LiberationSans-Regular.ttf'), 'Scanned');
  const canvas = createCanvas(1_240, 1_754);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#111';
  context.font = '44px Scanned';
  lines.forEach((line, n) => context.fillText(line, 120, 200 + n * 80));
  return canvas.toBuffer('image/png');
}

/** A page of text, a scanned one, and an empty one. */
function aScannedBook(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', autoFirstPage: false });
  document.addPage().text('Kata pengantar');
  const page = scanned(['Produksi karet rakyat', 'menurut kecamatan', 'tahun 1987']);
  document.addPage().image(page, 0, 0, { width: document.page.width });
  document.addPage();
  document.end();
  return buffer(document);
}

describe('scanned pages', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-scans-'));
  const storage = new DirectoryStorage(objects);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  it('are found by what is printed on them, and an empty page stays empty', async () => {
    const { id } = await service.ask(addPublication, { title: 'Perkebunan 1987' }, librarian);
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, await aScannedBook());
    const command = { publicationId: id, incomingKey, fileName: 'karet.pdf', access: 'public' };
    await service.ask(acceptSoftcopy, { ...command, access: 'public' }, librarian);
    await eventually(
      async () => {
        const pages = await service.source.manager.find(PageTextSchema, {
          select: { publicationId: true, page: true, textFrom: true },
          where: { publicationId: id },
          order: { page: 'ASC' },
        });
        expect(pages.map(({ textFrom }) => textFrom)).toEqual(['pdf', 'scan', 'blank']);
      },
      { timeoutMs: 240_000 },
    );
    const { items } = await service.ask(searchPages, { q: 'karet menurut kecamatan' });
    expect(items.map(({ publicationId, page }) => ({ publicationId, page }))).toEqual([
      { publicationId: id, page: 2 },
    ]);
    expect(items[0]?.snippet).toContain('<mark>');
  });

  it('are left alone where no program reads Indonesian', async () => {
    expect(await canRecognise(OCR_PROGRAM)).toBe(true);
    expect(await canRecognise(join(objects, 'no-such-program'))).toBe(false);
    expect(await canRecognise('/bin/true')).toBe(false);
  });
});
