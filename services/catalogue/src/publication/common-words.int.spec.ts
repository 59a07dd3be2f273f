import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import { addPublication, newId, searchPages, searchPublications } from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';
import { storePages } from './store-pages.ts';

const librarian = { actor: anActor('librarian') };
/** More than are all ranked. */
const MANY = 5_600;

describe('a word that is in nearly every record', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
      config: {
        OBJECT_STORAGE_DIR: '/nowhere',
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
    await service.source.query(
      `insert into publication (id, office, fingerprint, title, title_key, year, subjects, area, kind,
         language, authors, withdrawn, added_at, changed_at, hardcopies, has_cover, search)
       select gen_random_uuid(), '1606', '', title, lower(title), year, '{}', '9471', 'serial',
         'id', '{}', false, now(), now(), 0, false, setweight(to_tsvector('simple', title), 'A')
       from (select n, 2015 + n % 10 as year, 'Statistik Daerah Kota Jayapura ' || n as title
             from generate_series(1, $1::int) as n) as made`,
      [MANY],
    );
  });
  afterAll(() => service.stop());

  const add = (title: string, year: number, area?: string) =>
    service.ask(addPublication, { title, year, ...(area && { area }) }, librarian);

  it('still puts the office’s own newest edition first', async () => {
    await add('Statistik Daerah Kabupaten Musi Banyuasin 2019', 2019, '1606');
    await add('Statistik Daerah Kabupaten Musi Banyuasin 2021', 2021, '1606');
    const { items, total } = await service.ask(searchPublications, { q: 'statistik' });
    expect(total).toBe(MANY + 2);
    expect(items.slice(0, 2).map(({ title }) => title)).toEqual([
      'Statistik Daerah Kabupaten Musi Banyuasin 2021',
      'Statistik Daerah Kabupaten Musi Banyuasin 2019',
    ]);
  });

  it('still finds the one book of that very title, however old', async () => {
    await add('Statistik Daerah', 1978);
    const { items } = await service.ask(searchPublications, { q: 'statistik daerah' });
    expect(items[0]?.title).toBe('Statistik Daerah');
  });

  it.each(['relevance', 'newest'] as const)('is paged by %s without a repetition', async (sort) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 4; page += 1) {
      const query = { q: 'statistik', sort, limit: 100, ...(cursor !== undefined && { cursor }) };
      const found = await service.ask(searchPublications, query);
      seen.push(...found.items.map(({ id }) => id));
      cursor = found.nextCursor ?? undefined;
    }
    expect(seen).toHaveLength(400);
    expect(new Set(seen).size).toBe(400);
  });

  it('is found on the pages of the books that came last, and of several of them', async () => {
    const books: { id: string }[] = [];
    for (const title of ['Buku Lama', 'Buku Baru', 'Buku Rahasia']) {
      const { id } = await add(title, 2024);
      const softcopy = { id: newId(), publicationId: id, office: '1606' };
      const pages = Array.from({ length: 2_000 }, (_, at) => ({
        page: at + 1,
        text: 'Angka tabel',
        textFrom: 'pdf' as const,
      }));
      await storePages(service.source.manager, softcopy, pages);
      await service.source.query(
        `insert into softcopy (id, office, publication_id, version, bytes, pages, sha256, access,
           object_key, file_name, added_at, text_state, cover_state)
         values ($1, '1606', $2, 1, 0, 2000, '', $3, 'none', 'buku.pdf', now(), 'done', 'none')`,
        [softcopy.id, id, title === 'Buku Rahasia' ? 'staff' : 'public'],
      );
      books.push({ id });
    }
    const { items, nextCursor } = await service.ask(searchPages, { q: 'tabel', limit: 100 });
    const titles = items.map(({ title }) => title);
    expect(items).toHaveLength(40);
    expect(nextCursor).toBeNull();
    expect(new Set(titles)).toEqual(new Set(['Buku Baru', 'Buku Lama']));
    const within = { q: 'tabel', publicationId: books[0]?.id ?? '', limit: 100 };
    expect((await service.ask(searchPages, within)).nextCursor).not.toBeNull();
  });
});
