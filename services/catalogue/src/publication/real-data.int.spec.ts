import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  addPublication,
  readImport,
  readPublication,
  searchPages,
  searchPublications,
  startImport,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';

/** Real answers, lists and files of statistics offices; they stay where they are and are only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../shared/data');
const there = existsSync(join(DATA, 'bps'));
const librarian = { actor: anActor('librarian') };

/** The BPS WebAPI with its recorded answers: one page of the list, and the detail of each. */
async function aWebApi(asked: string[]): Promise<{ url: string; server: Server }> {
  const fixture = (name: string) => readFileSync(join(DATA, 'bps/webapi-fixtures', name), 'utf8');
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const body = path.includes('/domain/9999/')
      ? fixture('list_unavailable_fixture.json')
      : path.includes('/domain/8888/')
        ? fixture('error_fixture.json')
        : path.startsWith('/list/')
          ? fixture('publication_list_fixture.json')
          : fixture('publication_detail_fixture.json');
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, server };
}

describe('the real-data suite', () => {
  it(`${there ? 'reads' : 'is left out, because there is no'} ${DATA}`, () => {
    expect(existsSync(join(DATA, 'bps'))).toBe(there);
  });
});

(there ? describe : () => undefined)('real data', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-real-'));
  const storage = new DirectoryStorage(objects);
  const asked: string[] = [];
  let service: ServiceUnderTest;
  let api: Awaited<ReturnType<typeof aWebApi>>;

  beforeAll(async () => {
    api = await aWebApi(asked);
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: api.url,
        BPS_WEBAPI_KEY: 'kunci',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    await new Promise<void>((closed) => api.server.close(() => closed()));
    rmSync(objects, { recursive: true });
  });

  async function imported(command: {
    source: 'bps-webapi' | 'csv';
    domain?: string;
    csv?: string;
  }) {
    const { csv, ...rest } = command;
    const incomingKey = `incoming/${randomUUID()}`;
    if (csv !== undefined) {
      await storage.put(incomingKey, Buffer.from(csv));
    }
    const { id } = await service.ask(
      startImport,
      { ...rest, ...(csv !== undefined && { incomingKey }) },
      librarian,
    );
    return eventually(
      async () => {
        const job = await service.ask(readImport, { importId: id }, librarian);
        expect(['done', 'failed']).toContain(job.state);
        return job;
      },
      { timeoutMs: 40_000 },
    );
  }

  describe('from the BPS WebAPI', () => {
    it('brings publications in with the numbers that only the detail has', async () => {
      const job = await imported({ source: 'bps-webapi', domain: '7315' });
      expect(job).toMatchObject({ state: 'done', refused: 0, errors: [] });
      expect(job.added).toBeGreaterThan(0);
      const { items } = await service.ask(searchPublications, { q: 'hortikultura pinrang' });
      const publication = await service.ask(readPublication, { publicationId: items[0]?.id ?? '' });
      expect(publication).toMatchObject({
        title: 'Statistik Tanaman Hortikultura Kabupaten Pinrang 2022',
        series: 'Statistik Tanaman Hortikultura Kabupaten Pinrang',
        year: 2022,
        area: '7315',
        catalogueNumber: '5204003.7315',
        publicationNumber: '73150.2205',
      });
      // What stands there as ISSN is a dash, and the abstract is HTML at its source.
      expect(publication.issn).toBeUndefined();
      expect(publication.abstract).not.toMatch(/<br|&lt;/);
      expect(asked.every((path) => path.includes('/key/kunci/'))).toBe(true);
    });

    it('finds nothing new the second time', async () => {
      expect(await imported({ source: 'bps-webapi', domain: '7315' })).toMatchObject({
        state: 'done',
        added: 0,
        changed: 0,
      });
    });

    it('takes an empty list as empty and an error as an error', async () => {
      expect(await imported({ source: 'bps-webapi', domain: '9999' })).toMatchObject({
        state: 'done',
        processed: 0,
      });
      const failed = await imported({ source: 'bps-webapi', domain: '8888' });
      expect(failed).toMatchObject({ state: 'failed' });
      expect(failed.errors[0]?.message).toContain('There is something wrong!');
    });
  });

  it('takes in the 359 titles of a whole office, with their twins and capitals', async () => {
    const csv = readFileSync(join(DATA, 'bps/publikasi-7304-jeneponto.csv'), 'utf8');
    const job = await imported({ source: 'csv', csv });
    expect(job).toMatchObject({ state: 'done', total: 359, added: 359, refused: 0 });
    const twins = await service.ask(searchPublications, {
      q: 'statistik kesejahteraan rakyat kabupaten jeneponto 2020',
      area: '7304',
    });
    expect(twins.items.slice(0, 2).map(({ title }) => title)).toEqual([
      'Statistik Kesejahteraan Rakyat Kabupaten Jeneponto 2020',
      'Statistik Kesejahteraan Rakyat Kabupaten Jeneponto 2020',
    ]);
    const found = await service.ask(searchPublications, { q: 'pdrb jeneponto pengeluaran' });
    expect(found.items[0]?.title).toMatch(/Produk Domestik Regional Bruto.*Pengeluaran/i);
  });

  describe('as PDF', () => {
    async function upload(file: string) {
      const { id } = await service.ask(
        addPublication,
        { title: `Berkas ${randomUUID()}` },
        librarian,
      );
      const incomingKey = `incoming/${randomUUID()}`;
      await storage.put(incomingKey, readFileSync(join(DATA, 'pdf', file)));
      return service.ask(
        acceptSoftcopy,
        { publicationId: id, incomingKey, fileName: 'berkas.pdf' },
        librarian,
      );
    }
    const books = there ? readdirSync(join(DATA, 'pdf/bps')) : [];
    const nasty = (kind: string) =>
      there
        ? readdirSync(join(DATA, 'pdf/nasty', kind)).map((file) => `nasty/${kind}/${file}`)
        : [];

    it.each(books)('accepts the real book %s', async (book) => {
      const { pages } = await upload(`bps/${book}`);
      expect(pages).toBeGreaterThan(100);
    });

    it.each(nasty('password'))('refuses %s, which nobody could open', async (file) => {
      await expect(upload(file)).rejects.toMatchObject({
        slug: 'pdf-refused',
        params: { reason: expect.stringMatching(/^(encrypted|broken|not-a-pdf)$/) },
      });
    });

    // In this one `/JS` is a glyph's name; there is no script.
    const scripts = [...nasty('javascript'), ...nasty('launch')].filter(
      (file) => !file.endsWith('issue10665_reduced.pdf'),
    );
    it.each(scripts)('lets no script in with %s', async (file) => {
      await expect(upload(file)).rejects.toMatchObject({
        slug: 'pdf-refused',
        params: { reason: expect.stringMatching(/^(active-content|broken)$/) },
      });
    });

    it.each([...nasty('zero-byte'), ...nasty('unreadable'), ...nasty('qpdf-error')])(
      'gives a clear word about %s and goes on',
      async (file) => {
        const outcome = await upload(file).then(
          ({ pages }) => (pages > 0 ? 'accepted' : 'no pages'),
          (error: { slug?: string }) => error.slug,
        );
        expect(['accepted', 'pdf-refused']).toContain(outcome);
      },
    );

    it('finds a table in a real book, and no page by its watermark', async () => {
      const pages = (q: string) => service.ask(searchPages, { q, limit: 100 }, librarian);
      await eventually(
        async () => {
          const { items } = await pages('jumlah penduduk desa ambulu');
          expect(items.length).toBeGreaterThan(3);
          expect(items.every(({ snippet }) => snippet.includes('<mark>'))).toBe(true);
        },
        { timeoutMs: 40_000 },
      );
      // It stands across every page, and upright in the imprint alone.
      expect((await pages('jemberkab')).items.length).toBeLessThan(4 * 3);
    });
  });
});
