import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  addPublication,
  searchPages,
  withdrawPublication,
  type Role,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import {
  anActor,
  eventually,
  serviceUnderTest,
  type As,
  type ServiceUnderTest,
} from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';

const librarian = { actor: anActor('librarian') };
const ROLES: readonly Role[] = [
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'admin',
];

/** A book with these texts as its pages, under a watermark that lies across each of them. */
function aBook(pages: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  for (const text of pages) {
    document.addPage().text(text);
    document.save().rotate(-45).text('https://lintang.bps.go.id', 0, 300).restore();
  }
  document.end();
  return buffer(document);
}

describe('the pages of the PDFs', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-pages-'));
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
        OCR_PROGRAM: 'none',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  async function upload(
    publicationId: string,
    pages: readonly string[],
    access: 'public' | 'signed-in' | 'staff',
  ): Promise<void> {
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, await aBook(pages));
    const command = { publicationId, incomingKey, fileName: 'buku.pdf', access };
    await service.ask(acceptSoftcopy, command, librarian);
  }
  async function aBookOf(
    title: string,
    pages: readonly string[],
    access: 'public' | 'signed-in' | 'staff' = 'public',
  ): Promise<string> {
    const year = Number(/20\d\d/.exec(title)?.[0]);
    const { id } = await service.ask(addPublication, { title, ...(year && { year }) }, librarian);
    await upload(id, pages, access);
    return id;
  }
  /** A book is read beside everything else that goes on, and only after it was taken in. */
  const onceRead = (assertion: () => Promise<void>) => eventually(assertion, { timeoutMs: 40_000 });
  const find = async (q: string, as?: As, publicationId?: string) => {
    const query = { q, ...(publicationId !== undefined && { publicationId }) };
    return (await service.ask(searchPages, query, as)).items;
  };

  it('are found by related words, with the place in the text and what to mark there', async () => {
    const publicationId = await aBookOf('Kecamatan Lalan Dalam Angka 2023', [
      'Kata Pengantar',
      'Tabel 3.1 Kependudukan <Lalan> menurut desa, 2021-2022',
      'Tabel 4.1 Panjang jalan',
    ]);
    await onceRead(async () => expect(await find('panjang jalan')).toHaveLength(1));
    expect(await find('penduduk lalan 2021-2022')).toEqual([
      {
        publicationId,
        title: 'Kecamatan Lalan Dalam Angka 2023',
        year: 2023,
        page: 2,
        snippet:
          'Tabel 3.1 <mark>Kependudukan</mark> &lt;<mark>Lalan</mark>&gt; menurut desa, ' +
          '<mark>2021</mark>-<mark>2022</mark>',
        words: ['kependudukan', 'lalan', '2021', '2022'],
      },
    ]);
    expect(await find('lintang')).toEqual([]);
  });

  it('come in their order within one book, and are paged without a gap or a repetition', async () => {
    const pages = Array.from({ length: 44 }, (_, at) => `Karet rakyat, lembar ${at + 1}`);
    pages.push('Karet rakyat, penghabisan');
    const publicationId = await aBookOf('Karet', pages);
    await aBookOf('Karet Lain', [...pages, 'Karet rakyat, tamat']);
    await onceRead(async () => {
      expect(await find('penghabisan', undefined, publicationId)).toHaveLength(1);
      expect(await find('tamat')).toHaveLength(1);
    });
    for (const within of [{ publicationId }, {}]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { q: 'karet rakyat', limit: 7, ...within, ...(cursor && { cursor }) };
        const found = await service.ask(searchPages, query);
        seen.push(...found.items.map((hit) => `${hit.publicationId} ${hit.page}`));
        cursor = found.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength('publicationId' in within ? 45 : 91);
    }
  });

  it('of the newest edition come first', async () => {
    for (const year of [2021, 2024, 2019]) {
      await aBookOf(`Ikan Lele ${year}`, ['Budidaya ikan lele']);
    }
    await onceRead(async () => expect(await find('lele')).toHaveLength(3));
    expect((await find('lele')).map(({ year }) => year)).toEqual([2024, 2021, 2019]);
  });

  describe('are shown to those alone who may read the document', () => {
    const readers: readonly (readonly [string, As, readonly string[]])[] = [
      ['nobody known', {}, ['public']],
      [
        'an unverified reader',
        { actor: { ...anActor('patron'), emailVerified: false } },
        ['public'],
      ],
      ['a reader', { actor: anActor('patron') }, ['public', 'signed-in']],
      ...ROLES.map(
        (role) => [role, { actor: anActor(role) }, ['public', 'signed-in', 'staff']] as const,
      ),
    ];

    beforeAll(async () => {
      for (const access of ['public', 'signed-in', 'staff'] as const) {
        await aBookOf(`Untuk ${access}`, ['Angka yang dirahasiakan'], access);
      }
      await onceRead(async () => {
        if ((await find('dirahasiakan', librarian)).length < 3) {
          throw new Error('Not all of them have been read');
        }
      });
    });

    it.each(readers)('to %s', async (_, as, readable) => {
      const found = await find('dirahasiakan', as);
      expect(found.map(({ title }) => title).toSorted()).toEqual(
        readable.map((access) => `Untuk ${access}`).toSorted(),
      );
    });

    it('to no other office', async () => {
      expect(await find('dirahasiakan', { ...librarian, office: '1605' })).toEqual([]);
    });
  });

  it('are those of the newest version, from the moment that it is there', async () => {
    const id = await aBookOf('Edisi yang diganti', ['Halaman semula tentang gambut']);
    await onceRead(async () => expect(await find('gambut semula')).toHaveLength(1));
    await upload(id, ['Halaman pengganti tentang gambut'], 'staff');
    expect(await find('gambut', librarian)).not.toContainEqual(
      expect.objectContaining({ snippet: expect.stringContaining('semula') }),
    );
    await onceRead(async () => expect(await find('gambut pengganti', librarian)).toHaveLength(1));
    expect(await find('gambut')).toEqual([]);
  });

  it('of a withdrawn publication are gone', async () => {
    const publicationId = await aBookOf('Ditarik', ['Cerita rakyat Lematang']);
    await onceRead(async () => expect(await find('lematang')).toHaveLength(1));
    await service.ask(withdrawPublication, { publicationId }, librarian);
    expect(await find('lematang', librarian)).toEqual([]);
  });
});
