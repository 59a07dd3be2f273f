import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addPublication,
  changeSynonyms,
  readSynonyms,
  retrieveRecords,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { anActor, serviceUnderTest, xmlReader, type ServiceUnderTest } from '@pst/testing';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';

const librarian = { actor: anActor('librarian') };
const read = xmlReader({
  sru: 'http://www.loc.gov/zing/srw/',
  sru2: 'http://docs.oasis-open.org/ns/search-ws/sruResponse',
  diag: 'http://www.loc.gov/zing/srw/diagnostic/',
  diag2: 'http://docs.oasis-open.org/ns/search-ws/diagnostic',
  dc: 'http://purl.org/dc/elements/1.1/',
  marc: 'http://www.loc.gov/MARC21/slim',
  mods: 'http://www.loc.gov/mods/v3',
  zeerex: 'http://explain.z3950.org/dtd/2.0/',
});

describe('the catalogue searched by SRU', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-sru-'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
    const add = (fields: RequestOf<typeof addPublication> | object) =>
      service.ask(addPublication, fields as RequestOf<typeof addPublication>, librarian);
    await add({
      title: 'Statistik Kependudukan 2022',
      year: 2022,
      subjects: ['Kependudukan'],
      authors: ['BPS Kabupaten Musi Banyuasin'],
      releasedOn: '2022-09-30',
    });
    await add({
      title: 'Luas Panen Padi 2023',
      year: 2023,
      subjects: ['Tanaman Pangan'],
      authors: ['Sari, Dewi'],
    });
    await add({
      title: 'Luas Panen Jagung 2021',
      year: 2021,
      subjects: ['Tanaman Pangan', 'Padi dan Palawija'],
      abstract: 'Memuat pula penduduk petani.',
      isbn: '978-602-6927-44-6',
    });
    const gone = await add({ title: 'Padi yang Ditarik 2020', year: 2020 });
    await service.ask(withdrawPublication, { publicationId: gone.id }, librarian);
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  const retrieve = async (given: RequestOf<typeof retrieveRecords>) =>
    (await service.ask(retrieveRecords, given)).text;
  const titles = async (query: string) =>
    read(await retrieve({ query, maximumRecords: '50' }), '//dc:title').map((title) =>
      title.replace(/^(Statistik|Luas Panen) /, ''),
    );

  it.each([
    ['padi', ['Padi 2023', 'Jagung 2021']],
    ['penduduk', ['Kependudukan 2022', 'Jagung 2021']],
    ['dc.title = padi', ['Padi 2023']],
    ['dc.title = "panen luas"', ['Padi 2023', 'Jagung 2021']],
    ['dc.title adj "panen luas"', []],
    ['dc.title any "padi kependudukan"', ['Padi 2023', 'Kependudukan 2022']],
    ['dc.title == "luas panen jagung 2021"', ['Jagung 2021']],
    ['dc.title = kepend*', ['Kependudukan 2022']],
    ['dc.subject = padi', ['Jagung 2021']],
    ['dc.subject == "tanaman pangan"', ['Padi 2023', 'Jagung 2021']],
    ['dc.creator = dewi', ['Padi 2023']],
    ['dc.date = 2022', ['Kependudukan 2022']],
    ['dc.date within "2021 2022"', ['Kependudukan 2022', 'Jagung 2021']],
    ['dc.date > 2022-01-01', ['Kependudukan 2022']],
    ['dc.identifier = 978-602-6927-44-6', ['Jagung 2021']],
    ['panen not dc.title = padi', ['Jagung 2021']],
    ['dc.title=jagung or dc.title=kependudukan', ['Kependudukan 2022', 'Jagung 2021']],
    [
      'cql.allRecords = 1 sortBy dc.title/sort.descending',
      ['Kependudukan 2022', 'Padi 2023', 'Jagung 2021'],
    ],
    ['cql.allRecords = 1 sortBy dc.date', ['Jagung 2021', 'Kependudukan 2022', 'Padi 2023']],
    ["'; drop table publication; --", []],
  ])('finds by %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('finds by the synonyms of the office, as its own search does', async () => {
    expect(await titles('beras')).toEqual([]);
    const { groups, version } = await service.ask(readSynonyms, {}, librarian);
    await service.ask(
      changeSynonyms,
      { groups: [...groups, ['beras', 'padi']], version },
      librarian,
    );
    expect(await titles('beras')).toEqual(['Padi 2023', 'Jagung 2021']);
  });

  it('answers part by part, each with its place', async () => {
    const one = { version: '1.2', operation: 'searchRetrieve', query: 'cql.allRecords=1' };
    const first = await retrieve({ ...one, maximumRecords: '2' });
    expect(read(first, '/sru:searchRetrieveResponse/sru:version')).toEqual(['1.2']);
    expect(read(first, '//sru:numberOfRecords')).toEqual(['3']);
    expect(read(first, '//sru:recordPosition')).toEqual(['1', '2']);
    const [startRecord] = read(first, '//sru:nextRecordPosition');
    const second = await retrieve({ ...one, maximumRecords: '2', startRecord });
    expect(read(second, '//sru:recordPosition')).toEqual(['3']);
    expect(read(second, '//sru:nextRecordPosition')).toEqual([]);
  });

  it('writes a record in the schema and the packing that are asked for', async () => {
    const query = 'dc.title = padi';
    const marc = await retrieve({ version: '1.1', query, recordSchema: 'marcxml' });
    expect(read(marc, '//marc:datafield[@tag="245"]')).toEqual(['Luas Panen Padi 2023']);
    expect(read(marc, '//sru:recordSchema')).toEqual(['http://www.loc.gov/MARC21/slim']);
    const mods = await retrieve({ query, recordSchema: 'http://www.loc.gov/mods/v3' });
    expect(read(mods, '//sru2:recordData/mods:mods/mods:titleInfo')).toEqual([
      'Luas Panen Padi 2023',
    ]);
    const packed = await retrieve({ query, recordSchema: 'dc', recordXMLEscaping: 'string' });
    const [inner = ''] = read(packed, '//sru2:recordData');
    expect(read(inner, '//dc:title')).toEqual(['Luas Panen Padi 2023']);
  });

  it('explains what can be asked', async () => {
    for (const given of [{}, { operation: 'explain', version: '1.2' }]) {
      const text = await retrieve(given);
      expect(read(text, '//zeerex:databaseInfo/zeerex:title')).toEqual([
        'Layanan Perpustakaan, BPS Kabupaten Musi Banyuasin',
      ]);
      expect(read(text, '//zeerex:index//zeerex:name[@set="dc"]')).toContain('creator');
      expect(read(text, '//zeerex:schema/@name')).toEqual(['oai_dc', 'marcxml', 'mods']);
    }
  });

  it.each<[number, RequestOf<typeof retrieveRecords>]>([
    [4, { version: '1.2', operation: 'scan', scanClause: 'dc.title=a' }],
    [5, { version: '3.0', query: 'padi' }],
    [6, { query: 'padi', startRecord: '0' }],
    [6, { query: 'padi', maximumRecords: 'banyak' }],
    [6, { query: ['padi', 'jagung'] }],
    [7, { version: '1.2', operation: 'searchRetrieve' }],
    [10, { query: 'musi banyuasin' }],
    [16, { query: 'dc.colour = red' }],
    [19, { query: 'dc.title > padi' }],
    [36, { query: 'dc.date = kemarin' }],
    [36, { query: 'dc.date = 2023-02-31' }],
    [61, { query: 'padi', startRecord: '9' }],
    [66, { query: 'padi', recordSchema: 'mets' }],
    [71, { version: '1.2', query: 'padi', recordPacking: 'zip' }],
    [80, { query: 'padi', sortKeys: 'title' }],
  ])('answers diagnostic %i to %j', async (number, given) => {
    const text = await retrieve(given);
    const diagnostics = [
      ...read(text, '//sru:diagnostics/diag:diagnostic/diag:uri'),
      ...read(text, '//sru2:diagnostics/diag2:diagnostic/diag2:uri'),
    ];
    expect(diagnostics).toEqual([`info:srw/diagnostic/1/${number}`]);
  });
});
