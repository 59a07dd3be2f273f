import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  addCopy,
  findCopies,
  addPublication,
  changePublication,
  citePublication,
  newId,
  openSoftcopy,
  publicationAdded,
  publicationChanged,
  publicationWithdrawn,
  readImport,
  readPublication,
  searchPerformed,
  searchPublications,
  softcopyAdded,
  softcopyRead,
  startImport,
  suggestTitles,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';
import { ImportJobSchema } from './publication.schema.ts';

const librarian = { actor: anActor('librarian') };
const reader = { actor: anActor('patron') };
const atTheDesk = { actor: anActor('officer') };

async function aPdf(pages: number, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  for (let page = 1; page <= pages; page += 1) {
    document.addPage().text(`Halaman ${page}`);
  }
  document.end();
  return buffer(document);
}

describe('the catalogue', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-catalogue-'));
  const storage = new DirectoryStorage(objects);
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
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

  const add = (fields: Partial<Parameters<typeof ask>[0]>) =>
    ask({ title: 'Musi Banyuasin Dalam Angka 2024', ...fields });
  function ask(fields: {
    title: string;
    year?: number;
    subjects?: string[];
    abstract?: string;
    area?: string;
  }) {
    return service.ask(addPublication, fields, librarian);
  }
  async function upload(publicationId: string, bytes: Buffer, access?: 'public' | 'staff') {
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, bytes);
    return service.ask(
      acceptSoftcopy,
      { publicationId, incomingKey, fileName: 'buku.pdf', ...(access && { access }) },
      librarian,
    );
  }
  const find = async (q: string, more = {}) => {
    const found = await service.ask(searchPublications, { q, limit: 100, ...more });
    return found.items.map(({ title }) => title);
  };

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('takes a publication in, changes it, and leaves a tombstone when it is withdrawn', async () => {
    const added = await add({ title: 'Statistik Daerah Sekayu 2023', year: 2023 });
    await service.event(publicationAdded, added.id);
    await service.ask(
      changePublication,
      { publicationId: added.id, title: 'Statistik Kecamatan Sekayu 2023' },
      librarian,
    );
    expect((await service.event(publicationChanged, added.id)).data).toMatchObject({
      title: 'Statistik Kecamatan Sekayu 2023',
      year: 2023,
    });
    expect(await find('kecamatan sekayu')).toEqual(['Statistik Kecamatan Sekayu 2023']);
    await service.ask(withdrawPublication, { publicationId: added.id }, librarian);
    await service.event(publicationWithdrawn, added.id);
    expect(await find('kecamatan sekayu')).toEqual([]);
    expect(await service.ask(readPublication, { publicationId: added.id })).toMatchObject({
      withdrawn: true,
    });
  });

  describe('searched', () => {
    beforeAll(async () => {
      for (const fields of [
        { title: 'Statistik Kependudukan Musi Banyuasin 2022', year: 2022, area: '1606' },
        { title: 'Direktori Perindustrian Besar dan Sedang 2021', year: 2021 },
        { title: 'Keadaan Ketenagakerjaan Sumatera Selatan 2020', year: 2020, area: '16' },
        { title: 'Produk Domestik Regional Bruto Menurut Lapangan Usaha 2019', year: 2019 },
        { title: 'Kabupaten Lahat Dalam Angka 2019', year: 2019, subjects: ['Dalam Angka'] },
        { title: 'Kabupaten Lahat Dalam Angka 2020', year: 2020, subjects: ['Dalam Angka'] },
        {
          title: 'Indikator Sosial 2018',
          year: 2018,
          abstract: 'Memuat angka kemiskinan & pengangguran <per kecamatan>.',
        },
      ]) {
        await add(fields);
      }
    });

    it.each([
      ['penduduk', 'Statistik Kependudukan Musi Banyuasin 2022'],
      ['industri', 'Direktori Perindustrian Besar dan Sedang 2021'],
      ['tenaga kerja', 'Keadaan Ketenagakerjaan Sumatera Selatan 2020'],
      ['PDRB', 'Produk Domestik Regional Bruto Menurut Lapangan Usaha 2019'],
      ['kependudukan muba', 'Statistik Kependudukan Musi Banyuasin 2022'],
      ['miskin', 'Indikator Sosial 2018'],
    ])('finds by "%s" what is called otherwise', async (q, title) => {
      expect(await find(q)).toContain(title);
    });

    it('puts the edition of the year that was asked for first', async () => {
      expect((await find('lahat dalam angka 2019'))[0]).toBe('Kabupaten Lahat Dalam Angka 2019');
    });

    it('takes a span of years as its editions, the book of that very span first', async () => {
      await add({ title: 'Neraca Regional Pagar Alam 2018-2022', year: 2022 });
      await add({ title: 'Neraca Regional Pagar Alam 2020', year: 2020 });
      await add({ title: 'Neraca Regional Pagar Alam 2012', year: 2012 });
      expect(await find('neraca pagar alam 2018-2022')).toEqual([
        'Neraca Regional Pagar Alam 2018-2022',
        'Neraca Regional Pagar Alam 2020',
      ]);
      expect(await find('neraca pagar alam 2019')).toEqual([
        'Neraca Regional Pagar Alam 2018-2022',
      ]);
    });

    it('puts the newest edition first when none is named', async () => {
      expect((await find('lahat dalam angka'))[0]).toBe('Kabupaten Lahat Dalam Angka 2020');
    });

    it('offers what has most of the words when nothing has all of them, and says so', async () => {
      const found = await service.ask(searchPublications, { q: 'grafik industri besar' });
      expect(found).toMatchObject({
        loosely: true,
        items: [{ title: 'Direktori Perindustrian Besar dan Sedang 2021' }],
      });
      expect(await find('grafik peta industri')).toEqual([]);
    });

    it('finds again what was indexed by other rules, once a service starts', async () => {
      await add({ title: 'Cerita Rakyat Lematang' });
      await service.source.query(
        `update publication set title_key = null, search = null where title like 'Cerita%'`,
      );
      expect(await find('lematang')).toEqual([]);
      await service.replica();
      await eventually(async () => expect(await find('lematang')).toHaveLength(1));
    });

    it('shows where it matched, as escaped HTML', async () => {
      const { items } = await service.ask(searchPublications, { q: 'kemiskinan' });
      expect(items[0]?.snippet).toBe(
        'Memuat angka <mark>kemiskinan</mark> &amp; pengangguran &lt;per kecamatan&gt;.',
      );
    });

    it('offers another word when one is misspelt', async () => {
      const found = await service.ask(searchPublications, { q: 'kependudkan' });
      expect(found).toMatchObject({ total: 0, suggestion: 'kependudukan' });
    });

    it('counts by year, kind, area, subject and availability', async () => {
      const { facets, total } = await service.ask(searchPublications, { q: 'lahat' });
      expect(total).toBe(2);
      expect(facets.year).toEqual([
        { value: '2020', count: 1 },
        { value: '2019', count: 1 },
      ]);
      expect(facets.subject).toEqual([{ value: 'Dalam Angka', count: 2 }]);
    });

    it('is narrowed by area, a province with all its regencies', async () => {
      expect(await find('', { area: '16', sort: 'title' })).toEqual([
        'Keadaan Ketenagakerjaan Sumatera Selatan 2020',
        'Statistik Kependudukan Musi Banyuasin 2022',
      ]);
    });

    it.each(['relevance', 'newest', 'title'] as const)(
      'sorted by %s is paged without a gap or a repetition',
      async (sort) => {
        const all = await service.ask(searchPublications, { sort, limit: 100 });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await service.ask(searchPublications, {
            sort,
            limit: 3,
            ...(cursor !== undefined && { cursor }),
          });
          paged.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(paged).toEqual(all.items.map(({ id }) => id));
        expect(paged).toHaveLength(all.total);
      },
    );

    it('refuses a cursor that it did not make', async () => {
      await expect(
        service.ask(searchPublications, { cursor: 'bukan-penanda' }),
      ).rejects.toMatchObject({ slug: 'invalid-cursor' });
    });

    it.each(["'; drop table publication --", '((((', '&|!:*', '%', '<script>'])(
      'is not disturbed by %j',
      async (q) => {
        await expect(service.ask(searchPublications, { q })).resolves.toHaveProperty('total');
      },
    );

    it('completes what is being typed', async () => {
      const { items } = await service.ask(suggestTitles, { q: 'lahat dal' });
      expect(items.map(({ text }) => text)).toEqual([
        'Kabupaten Lahat Dalam Angka 2020',
        'Kabupaten Lahat Dalam Angka 2019',
      ]);
    });

    it('completes what is being typed to a title, the newest of the office first', async () => {
      await add({ title: 'Dalamnya Sungai Lahat', abstract: 'Muba', year: 2024 });
      await add({ title: 'Musi Banyuasin Dalam Angka 2022', area: '1606', year: 2022 });
      await add({ title: 'Musi Banyuasin Dalam Angka 2023', area: '1606', year: 2023 });
      const { items } = await service.ask(suggestTitles, { q: 'muba dal' });
      expect(items.map(({ text }) => text).slice(0, 2)).toEqual([
        'Musi Banyuasin Dalam Angka 2023',
        'Musi Banyuasin Dalam Angka 2022',
      ]);
    });

    it('is counted, and what was typed is told to nobody', async () => {
      await find('kenari rahasia');
      await eventually(async () => {
        const counted = await service.events(searchPerformed);
        expect(counted.length).toBeGreaterThan(0);
        expect(JSON.stringify(counted)).not.toMatch(/kenari/i);
      });
    });
  });

  describe('with a softcopy', () => {
    it('accepts a PDF, counts its pages, and gives it to a signed-in reader', async () => {
      const { id } = await add({ title: 'Buku Satu' });
      const accepted = await upload(id, await aPdf(3));
      expect(accepted).toMatchObject({ version: 1, pages: 3, access: 'signed-in' });
      const announced = await service.event(softcopyAdded, id);
      expect(await storage.stat(announced.data.objectKey)).toEqual({ bytes: accepted.bytes });
      const file = await service.ask(openSoftcopy, { publicationId: id }, reader);
      expect(file).toMatchObject({ sha256: accepted.sha256, contentType: 'application/pdf' });
      await service.event(softcopyRead, id);
      await expect(service.ask(openSoftcopy, { publicationId: id })).rejects.toMatchObject({
        slug: 'not-signed-in',
      });
      expect(await find('buku satu', { availability: 'softcopy' })).toEqual(['Buku Satu']);
    });

    it('needs a verified e-mail to be read', async () => {
      const { id } = await add({ title: 'Buku Dua' });
      await upload(id, await aPdf(1));
      const unverified = { actor: { ...anActor('patron'), emailVerified: false } };
      await expect(
        service.ask(openSoftcopy, { publicationId: id }, unverified),
      ).rejects.toMatchObject({ slug: 'email-not-verified' });
    });

    it('for staff alone does not exist for a reader', async () => {
      const { id } = await add({ title: 'Buku Tiga' });
      await upload(id, await aPdf(1), 'staff');
      await expect(service.ask(openSoftcopy, { publicationId: id }, reader)).rejects.toMatchObject({
        slug: 'not-found',
      });
      await service.ask(openSoftcopy, { publicationId: id }, { actor: anActor('officer') });
    });

    it('counts one reading for clicks within half a minute, whichever process hears them', async () => {
      const { id } = await add({ title: 'Buku yang diklik dua kali' });
      await upload(id, await aPdf(1), 'public');
      const now = clock.now();
      const openAt = (second: number, options: Parameters<typeof service.ask>[2]) => {
        clock.moveTo(new Date(now.getTime() + second * 1_000));
        return service.ask(openSoftcopy, { publicationId: id }, options);
      };
      const readings = async () =>
        (await service.events(softcopyRead)).filter(({ data }) => data.publicationId === id);
      const anonymous = { address: '192.0.2.7' };
      await Promise.all([1, 2, 3, 4].map(() => openAt(0, anonymous)));
      await openAt(20, anonymous);
      await openAt(45, anonymous); // 25 seconds after the last one
      await openAt(46, reader);
      await openAt(46, { address: '192.0.2.8' });
      await openAt(76, anonymous);
      clock.moveTo(now);
      await eventually(async () => expect(await readings()).toHaveLength(4));
      const kept = await service.source.query(
        `select * from recent_reading
         where softcopy_id in (select id from softcopy where publication_id = $1)`,
        [id],
      );
      expect(kept.length).toBeLessThanOrEqual(3);
      expect(JSON.stringify(kept)).not.toContain('192.0.2');
      expect(JSON.stringify(kept)).not.toContain(reader.actor.id);
    });

    it('knows the first use of a reader in the hour, by which unique uses are counted', async () => {
      const { id } = await add({ title: 'Buku yang dibuka lagi' });
      await upload(id, await aPdf(1), 'public');
      const now = clock.now();
      const openAt = (minute: number, address: string) => {
        clock.moveTo(new Date(now.getTime() + minute * 60_000));
        return service.ask(openSoftcopy, { publicationId: id }, { address });
      };
      for (const [minute, address] of [
        [0, '192.0.2.7'],
        [10, '192.0.2.7'],
        [20, '192.0.2.8'],
        [59, '192.0.2.7'],
        [61, '192.0.2.7'],
      ] as const) {
        await openAt(minute, address);
      }
      clock.moveTo(now);
      await eventually(async () => {
        const uses = (await service.events(softcopyRead)).filter(
          ({ data }) => data.publicationId === id,
        );
        expect(uses.map(({ data }) => data.firstInHour)).toEqual([true, false, true, false, true]);
      });
    });

    it.each([
      ['empty', async () => Buffer.alloc(0)],
      ['not-a-pdf', async () => Buffer.from('PK\u0003\u0004 sebuah dokumen lain')],
      ['encrypted', () => aPdf(1, { userPassword: 'rahasia' })],
      ['broken', async () => (await aPdf(5)).subarray(0, 400)],
      [
        'active-content',
        async () =>
          Buffer.concat([await aPdf(1), Buffer.from('\n9 0 obj <</S /JavaScript>> endobj')]),
      ],
    ] as const)('refuses a file that is %s and keeps nothing of it', async (reason, make) => {
      const { id } = await add({ title: `Buku ${reason}` });
      await expect(upload(id, await make())).rejects.toMatchObject({
        slug: 'pdf-refused',
        params: { reason },
      });
      expect(await service.ask(readPublication, { publicationId: id })).toMatchObject({
        softcopy: null,
      });
    });

    it('takes nothing but what the gateway has put down', async () => {
      const { id } = await add({ title: 'Buku Empat' });
      await expect(
        service.ask(
          acceptSoftcopy,
          { publicationId: id, incomingKey: 'softcopies/lain.pdf', fileName: 'x.pdf' },
          librarian,
        ),
      ).rejects.toMatchObject({ slug: 'not-found' });
    });
  });

  it('knows its hardcopies by their place on the shelf', async () => {
    const { id } = await add({ title: 'Buku di Rak' });
    await service.ask(addCopy, { publicationId: id, shelfMark: '315.98 BPS m' }, librarian);
    expect(await service.ask(readPublication, { publicationId: id })).toMatchObject({
      copies: [{ shelfMark: '315.98 BPS m', available: true }],
    });
    expect(await find('rak', { availability: 'hardcopy' })).toEqual(['Buku di Rak']);
  });

  it('finds a hardcopy by its shelf mark, its label, its printed barcode or words of its title', async () => {
    const { id } = await service.ask(
      addPublication,
      {
        title: 'Kecamatan Sungai Lilin Dalam Angka 2024',
        isbn: '978-602-438-740-2',
        issn: '0215-6857',
      },
      librarian,
    );
    const copy = { publicationId: id, shelfMark: 'R 310.7 SUNGAI' };
    const { id: copyId } = await service.ask(addCopy, copy, librarian);
    const lost = { ...copy, shelfMark: 'R 310.7 SUNGAI c.2', condition: 'lost' } as const;
    await service.ask(addCopy, lost, librarian);
    for (const q of ['r 310.7 sungai', copyId, '9786024387402', '9770215685003', 'sungai lil']) {
      const { items } = await service.ask(findCopies, { q }, atTheDesk);
      expect(items).toMatchObject([{ copyId, publicationId: id, shelfMark: 'R 310.7 SUNGAI' }]);
    }
    expect((await service.ask(findCopies, { q: '%%' }, atTheDesk)).items).toEqual([]);
    await expect(service.ask(findCopies, { q: 'sungai' }, reader)).rejects.toMatchObject({
      slug: 'not-allowed',
    });
  });

  it('used at the desk PC of a visit says so, in readings and in searches', async () => {
    const { id } = await add({ title: 'Dibaca di Komputer Baca' });
    await upload(id, await aPdf(1));
    const visitId = newId();
    await service.ask(openSoftcopy, { publicationId: id }, { ...reader, visitId });
    expect((await service.event(softcopyRead, id)).data.visitId).toBe(visitId);
    await service.ask(searchPublications, { q: 'komputer' }, { visitId });
    await service.ask(searchPublications, { q: 'komputer' });
    await eventually(async () => {
      const counted = await service.events(searchPerformed);
      expect(counted.filter(({ data }) => data.visitId === visitId)).toMatchObject([
        { data: { searches: 1, withoutResult: 0 } },
      ]);
    });
  });

  it.each(['bibtex', 'ris', 'csl-json', 'apa'] as const)('is cited as %s', async (format) => {
    const { id } = await add({ title: 'Sensus {Penduduk} 2020', year: 2020 });
    const citation = await service.ask(citePublication, { publicationId: id, format });
    expect(citation.text).toContain(`/katalog/${id}`);
    expect(citation.text).toContain('2020');
  });

  it('is worked on by librarians only', async () => {
    for (const roles of [[], ['patron'], ['officer']] as const) {
      await expect(
        service.ask(addPublication, { title: 'X' }, { actor: anActor(...roles) }),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
    }
  });

  describe('imported', () => {
    async function imported(command: Parameters<typeof start>[0]) {
      const { id } = await start(command);
      return finished(id);
    }
    async function finished(id: string) {
      let job = await service.ask(readImport, { importId: id }, librarian);
      await eventually(async () => {
        job = await service.ask(readImport, { importId: id }, librarian);
        expect(['done', 'failed']).toContain(job.state);
      });
      return job;
    }
    type Source = RequestOf<typeof startImport>['source'];
    async function start(command: { source: Source; file?: string | Buffer; dryRun?: boolean }) {
      const { file, ...rest } = command;
      if (file === undefined) {
        return service.ask(startImport, rest, librarian);
      }
      const incomingKey = `incoming/${randomUUID()}`;
      await storage.put(incomingKey, Buffer.from(file));
      return service.ask(startImport, { ...rest, incomingKey }, librarian);
    }
    const csv = [
      'id,title,rl_date,subjects',
      'k1,Kecamatan Keluang Dalam Angka 2021,2021-09-24,Dalam Angka',
      'k2,Kecamatan Lais Dalam Angka 2021,2021-09-24,Dalam Angka;Geografi',
      'k3,,2021-09-24,',
    ].join('\n');

    it('from CSV first shows what would happen, then does it, and a second time changes nothing', async () => {
      expect(await imported({ source: 'csv', file: csv, dryRun: true })).toMatchObject({
        state: 'done',
        added: 2,
        refused: 1,
      });
      expect(await find('keluang')).toEqual([]);
      const job = await imported({ source: 'csv', file: csv });
      expect(job).toMatchObject({ state: 'done', total: 3, added: 2, refused: 1 });
      expect(job.errors).toMatchObject([{ record: 'line 4', field: 'title' }]);
      expect(await find('keluang', { year: 2021 })).toEqual(['Kecamatan Keluang Dalam Angka 2021']);
      expect(await imported({ source: 'csv', file: csv })).toMatchObject({
        added: 0,
        unchanged: 2,
      });
      const corrected = csv.replace('Lais', 'Lais Kabupaten Musi Banyuasin');
      expect(await imported({ source: 'csv', file: corrected })).toMatchObject({
        added: 0,
        changed: 1,
        unchanged: 1,
      });
    });

    it('from MARCXML and CSV of SLiMS brings records in with their copies, found by the old label', async () => {
      const line =
        '"Statistik Sungai Keruh 2020","Text","","","BPS","2020","","","315.98 BPS s","Indonesia","","","","","","<BPS>","<Sosial>","<SK01><SK02>"';
      for (const added of [1, 0]) {
        expect(await imported({ source: 'slims-csv', file: line })).toMatchObject({ added });
      }
      const { items } = await service.ask(findCopies, { q: 'SK02' }, atTheDesk);
      expect(items).toMatchObject([{ title: 'Statistik Sungai Keruh 2020' }]);
      const { copies } = await service.ask(
        readPublication,
        { publicationId: items[0]?.publicationId ?? '' },
        librarian,
      );
      expect(copies.map(({ label }) => label)).toEqual(['SK01', 'SK02']);
      const xml = `<record><leader>00000nam a2200000uu 4500</leader><controlfield tag="001">x1</controlfield>
        <datafield tag="245" ind1="0" ind2="0"><subfield code="a">Plakat Tinggi dalam Peta</subfield></datafield></record>`;
      expect(
        await imported({ source: 'marcxml', file: `${xml}<record><leader/></record>` }),
      ).toMatchObject({
        added: 1,
        refused: 1,
        errors: [{ record: '2', field: 'title (245)', problem: 'missing' }],
      });
    });

    it('goes on where it was when its worker stopped, counting nothing twice', async () => {
      const rows = Array.from({ length: 12 }, (_, n) => `r${n},Rekaman Bersambung ${n}`);
      const id = newId();
      const objectKey = `imports/${id}`;
      await storage.put(objectKey, Buffer.from(['id,title', ...rows].join('\n')));
      await service.source.getRepository(ImportJobSchema).insert({
        id,
        office: '1606',
        source: 'csv',
        domain: '1606',
        dryRun: false,
        files: false,
        objectKey,
        state: 'running',
        total: 12,
        processed: 9,
        added: 7,
        changed: 0,
        unchanged: 0,
        refused: 2,
        errors: [],
        startedAt: clock.now(),
        finishedAt: null,
      });
      expect(await finished(id)).toMatchObject({
        state: 'done',
        total: 12,
        added: 10,
        refused: 2,
      });
      expect(await find('rekaman bersambung')).toHaveLength(3);
    });

    it('leaves alone what a librarian has withdrawn', async () => {
      const file = 'id,title\nw1,Buku Lama Ditarik';
      await imported({ source: 'csv', file });
      const { items } = await service.ask(searchPublications, { q: 'lama ditarik' });
      await service.ask(withdrawPublication, { publicationId: items[0]?.id ?? '' }, librarian);
      expect(
        await imported({ source: 'csv', file: file.replace('Lama', 'Sangat Lama') }),
      ).toMatchObject({ unchanged: 1 });
      expect(await find('sangat lama ditarik')).toEqual([]);
    });

    it('keeps no file, whether taken or refused', async () => {
      await imported({ source: 'csv', file: csv, dryRun: true });
      await expect(
        service.ask(startImport, { source: 'csv', incomingKey: 'softcopies/x.pdf' }, librarian),
      ).rejects.toMatchObject({ slug: 'not-found' });
      await eventually(async () => expect(readdirSync(join(objects, 'imports'))).toEqual([]));
    });

    it('from a WebAPI without a key says what is missing', async () => {
      const job = await imported({ source: 'bps-webapi' });
      expect(job.state).toBe('failed');
      expect(job.errors[0]?.message).toContain('BPS_WEBAPI_KEY');
    });

    it('is not known to another office', async () => {
      const { id } = await start({ source: 'csv', file: csv });
      await expect(
        service.ask(readImport, { importId: id }, { ...librarian, office: '1605' }),
      ).rejects.toMatchObject({ slug: 'not-found' });
      expect(await service.ask(readImport, { importId: id }, librarian)).toHaveProperty('state');
      await expect(service.ask(readImport, { importId: newId() }, librarian)).rejects.toMatchObject(
        { slug: 'not-found' },
      );
    });
  });
});
