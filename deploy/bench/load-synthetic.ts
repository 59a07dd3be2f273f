// Fills the catalogue with the synthetic one of the real-data folder, in bulk: the same words and weights as
// the product's own writing, without its events. Measures nothing.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { newId } from '@pst/contracts';
import pg from 'pg';

import { searchTextsOf } from '../../services/catalogue/src/publication/store-publication.ts';
import { ROOT } from '../local/settings.ts';

const BATCH = 1_000;
const PAGES_OF_A_BOOK = 50;
/** What the tables of a statistics office are about; the first three stand on every page. */
const ON_PAGES = (
  'statistik kabupaten angka penduduk kependudukan kecamatan desa kelurahan rumah tangga jenis kelamin umur ' +
  'pendidikan sekolah murid guru kesehatan puskesmas dokter bidan imunisasi kemiskinan pengeluaran konsumsi ' +
  'pertanian padi jagung kedelai karet kelapa sawit ternak ikan hutan industri listrik air minum perdagangan ' +
  'pasar koperasi hotel wisata jalan kendaraan pos telepon bank inflasi harga upah pengangguran angkatan kerja ' +
  'produk domestik bruto lapangan usaha luas panen produksi curah hujan suhu'
).split(' ');
const OFFICE = '1606';

/** One line of `catalogue.ndjson`, as far as it is used. */
interface SyntheticRecord {
  readonly id: number;
  readonly title: string;
  readonly authors: { name: string }[];
  readonly publisher: string;
  readonly year: number;
  readonly series: string | null;
  readonly isbn: string | null;
  readonly issn: string | null;
  readonly language: string;
  readonly subjects: string[];
  readonly region: { name: string; code: string } | null;
  readonly kind: string;
  readonly catalogue_no: string | null;
  readonly publication_no: string | null;
  readonly abstract: string | null;
  readonly items: unknown[];
  readonly file: unknown;
}

/** The folder with the generator, or undefined where there is none. */
export function syntheticFolder(): string | undefined {
  const data = process.env['REAL_DATA_DIR'] ?? resolve(ROOT, '../shared/data');
  const folder = join(data, 'synthetic');
  return existsSync(join(folder, 'gen-catalogue.mjs')) ? folder : undefined;
}

/** The 200 Indonesian queries that go with the catalogue. */
export function syntheticQueries(folder: string): string[] {
  return readFileSync(join(folder, 'queries.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { q: string }).q);
}

export async function loadSynthetic(
  folder: string,
  into: { url: string; out: string; records: number },
): Promise<void> {
  const generator = join(folder, 'gen-catalogue.mjs');
  spawnSync(process.execPath, [generator, '--out', into.out, '--n', String(into.records)]);
  const client = new pg.Client(into.url);
  await client.connect();
  const lines = createInterface({ input: createReadStream(join(into.out, 'catalogue.ndjson')) });
  let batch: object[] = [];
  for await (const line of lines) {
    batch.push(rowOf(JSON.parse(line) as SyntheticRecord));
    if (batch.length === BATCH) {
      await write(client, batch);
      batch = [];
    }
  }
  await write(client, batch);
  await client.query('vacuum analyze publication');
  await client.end();
}

function rowOf(record: SyntheticRecord): object {
  const described = {
    title: record.title,
    series: record.series,
    year: record.year,
    abstract: record.abstract,
    subjects: record.subjects,
    areaName: record.region?.name ?? null,
    issn: record.issn,
    isbn: record.isbn,
    catalogueNumber: record.catalogue_no,
    publicationNumber: record.publication_no,
    authors: record.authors.map(({ name }) => name),
  };
  const { key, weighed, words } = searchTextsOf(described);
  return {
    ...described,
    id: newId(),
    sourceId: `synthetic-${record.id}`,
    area: record.region?.code ?? null,
    kind: record.kind === 'buku' ? 'book' : 'serial',
    language: record.language === 'en' ? 'en' : 'id',
    publisher: record.publisher,
    hardcopies: record.items.length,
    softcopyPages: record.file === null ? null : 120,
    key,
    weighed,
    words,
  };
}

async function write(client: pg.Client, rows: readonly object[]): Promise<void> {
  const given = JSON.stringify(rows);
  await client.query(
    `insert into publication (id, office, source, source_id, fingerprint, title, series, year, abstract,
       subjects, area, area_name, kind, language, issn, isbn, catalogue_number, publication_number,
       authors, publisher, withdrawn, added_at, changed_at, hardcopies, softcopy_pages,
       has_cover, title_key, search)
     select (row->>'id')::uuid, $2, 'synthetic', row->>'sourceId', '', row->>'title', row->>'series',
       (row->>'year')::int, row->>'abstract',
       array(select jsonb_array_elements_text(row->'subjects')), row->>'area', row->>'areaName',
       row->>'kind', row->>'language', row->>'issn', row->>'isbn', row->>'catalogueNumber',
       row->>'publicationNumber', array(select jsonb_array_elements_text(row->'authors')),
       row->>'publisher', false, now(), now(), (row->>'hardcopies')::int, (row->>'softcopyPages')::int,
       false, row->>'key',
       setweight(to_tsvector('simple', row->'weighed'->>0), 'A') ||
       setweight(to_tsvector('simple', row->'weighed'->>1), 'B') ||
       setweight(to_tsvector('simple', row->'weighed'->>2), 'C') ||
       setweight(to_tsvector('simple', row->'weighed'->>3), 'D')
     from jsonb_array_elements($1::jsonb) as row`,
    [given, OFFICE],
  );
  await client.query(
    `insert into search_word (office, word)
     select distinct $2, word from jsonb_array_elements($1::jsonb) as row,
       jsonb_array_elements_text(row->'words') as word order by 2
     on conflict do nothing`,
    [given, OFFICE],
  );
}

/** So many pages of books that everybody may read, made where they are kept: eight words of tables each. */
export async function loadPages(url: string, pages: number): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    `insert into softcopy (id, office, publication_id, version, bytes, pages, sha256, access,
       object_key, file_name, added_at, text_state, cover_state)
     select gen_random_uuid(), office, id, 1, 0, $2, '', 'public', 'none', 'buku.pdf', now(), 'done', 'none'
     from publication where source = 'synthetic' order by id limit $1`,
    [Math.ceil(pages / PAGES_OF_A_BOOK), PAGES_OF_A_BOOK],
  );
  await client.query(
    `insert into page_text (publication_id, page, softcopy_id, office, text, text_from, search)
     select publication.id, page, softcopy.id, publication.office, words, 'pdf',
       setweight(to_tsvector('simple', words), 'A')
     from softcopy join publication on publication.id = publication_id
       cross join generate_series(1, $1::int) as page
       cross join lateral (select concat_ws(' ', title_key, 'statistik kabupaten angka',
         (select string_agg(($2::text[])[1 + abs(hashint4(page * 31 + n + hashtext(publication.id::text))) % cardinality($2::text[])], ' ')
          from generate_series(1, 8) as n)) as words) as text
     where softcopy.object_key = 'none'`,
    [PAGES_OF_A_BOOK, ON_PAGES],
  );
  await client.query('vacuum analyze softcopy, page_text');
  await client.end();
}
