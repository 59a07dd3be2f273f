import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  accountClosed,
  addPublication,
  keepPosition,
  readPosition,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';

const PAGES = 5;

describe('where an account stopped reading', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-positions-'));
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  const librarian = { actor: anActor('librarian') };
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock,
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  async function aBook(access: 'signed-in' | 'staff'): Promise<string> {
    const { id } = await service.ask(addPublication, { title: 'Buku' }, librarian);
    const document = new PDFDocument({ autoFirstPage: false });
    for (let page = 1; page <= PAGES; page += 1) {
      document.addPage().text(`Halaman ${page}`);
    }
    document.end();
    const incomingKey = `incoming/${randomUUID()}`;
    await new DirectoryStorage(objects).put(incomingKey, await buffer(document));
    const command = { publicationId: id, incomingKey, fileName: 'buku.pdf', access };
    await service.ask(acceptSoftcopy, command, librarian);
    return id;
  }

  it('is the page it turned to last, within the book, and nobody else’s', async () => {
    const publicationId = await aBook('signed-in');
    const [one, another] = [{ actor: anActor('patron') }, { actor: anActor('patron') }];
    const place = async (who = one) =>
      (await service.ask(readPosition, { publicationId }, who)).page;
    expect(await place()).toBeNull();
    await service.ask(keepPosition, { publicationId, page: 2 }, one);
    await service.ask(keepPosition, { publicationId, page: 3 }, one);
    expect(await place()).toBe(3);
    await service.ask(keepPosition, { publicationId, page: 900 }, one);
    expect(await place()).toBe(PAGES);
    expect(await place(another)).toBeNull();
    const elsewhere = await service.ask(
      readPosition,
      { publicationId },
      { ...one, office: '1605' },
    );
    expect(elsewhere.page).toBeNull();
  });

  it('is kept of no book that the account may not read, and for nobody without an account', async () => {
    const publicationId = await aBook('staff');
    const keep = (who: Parameters<typeof service.ask>[2]) =>
      service.ask(keepPosition, { publicationId, page: 2 }, who);
    await expect(keep({ actor: anActor('patron') })).rejects.toMatchObject({ slug: 'not-found' });
    await expect(keep({})).rejects.toMatchObject({ slug: 'not-signed-in' });
    await keep({ actor: anActor('officer') });
  });

  it('goes with the account', async () => {
    const publicationId = await aBook('signed-in');
    const reader = anActor('patron');
    await service.ask(keepPosition, { publicationId, page: 4 }, { actor: reader });
    await service.announce(
      accountClosed.create(
        { accountId: reader.id },
        { office: '1606', about: reader.id, at: clock.now() },
      ),
    );
    await eventually(async () =>
      expect(await service.ask(readPosition, { publicationId }, { actor: reader })).toEqual({
        page: null,
      }),
    );
  });
});
