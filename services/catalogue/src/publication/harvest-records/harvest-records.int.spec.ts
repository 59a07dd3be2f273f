import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  addPublication,
  changePublication,
  harvestRecords,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { anActor, serviceUnderTest, validXmlReader, type ServiceUnderTest } from '@pst/testing';
import fc from 'fast-check';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';

const librarian = { actor: anActor('librarian') };
const schema = validXmlReader(new URL('../../../schemas/harvest.xsd', import.meta.url).pathname, {
  oai: 'http://www.openarchives.org/OAI/2.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  marc: 'http://www.loc.gov/MARC21/slim',
  mods: 'http://www.loc.gov/mods/v3',
});
/** Half past eleven at night in Sekayu, which is still the same day in Greenwich. */
const LATE = new Date('2026-11-23T23:30:00+07:00');
const PREFIX = 'oai:musibanyuasinkab.bps.go.id:';

describe('the catalogue harvested by OAI-PMH', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-oai-'));
  const clock = Clock.standing(LATE);
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

  type Arguments = RequestOf<typeof harvestRecords>;
  /** Each answer, whatever it is about, is valid by the schemas of the standard. */
  async function harvest(given: Arguments) {
    const { contentType, text } = await service.ask(harvestRecords, given);
    expect(contentType).toBe('text/xml; charset=utf-8');
    const read = (xpath: string) => schema(text, xpath);
    return {
      read,
      identifiers: read('//oai:header/oai:identifier').map((id) => id.replace(PREFIX, '')),
      datestamps: read('//oai:header/oai:datestamp'),
      deleted: read('//oai:header[@status="deleted"]/oai:identifier'),
      errors: read('//oai:error/@code'),
      token: read('//oai:resumptionToken')[0],
    };
  }
  async function wholeList(given: Arguments, between = async () => {}) {
    const identifiers: string[] = [];
    let page = await harvest(given);
    identifiers.push(...page.identifiers);
    while (page.token !== undefined && page.token !== '') {
      await between();
      page = await harvest({ verb: String(given.verb), resumptionToken: page.token });
      identifiers.push(...page.identifiers);
    }
    return { identifiers, lastToken: page.token };
  }
  const later = (seconds: number) =>
    clock.moveTo(new Date(clock.now().getTime() + seconds * 1_000));
  const now = () => `${clock.now().toISOString().slice(0, 19)}Z`;
  const add = async (title: string, more: Partial<RequestOf<typeof addPublication>> = {}) =>
    (await service.ask(addPublication, { title, ...more }, librarian)).id;
  const edit = (publicationId: string, title: string) =>
    service.ask(changePublication, { publicationId, title }, librarian);
  const withdraw = (publicationId: string) =>
    service.ask(withdrawPublication, { publicationId }, librarian);
  const record = (id: string, metadataPrefix = 'oai_dc') =>
    harvest({ verb: 'GetRecord', identifier: `${PREFIX}${id}`, metadataPrefix });
  const listed = (more: Arguments) =>
    harvest({ verb: 'ListRecords', metadataPrefix: 'oai_dc', ...more });

  it('says what it is before it holds anything', async () => {
    const { read } = await harvest({ verb: 'Identify' });
    expect(read('//oai:repositoryName')).toEqual([
      'Layanan Perpustakaan, BPS Kabupaten Musi Banyuasin',
    ]);
    expect(read('//oai:baseURL')).toEqual(['http://127.0.0.1:8080/oai']);
    expect(read('//oai:adminEmail')).toEqual(['pst1606@bps.go.id']);
    expect(read('//oai:deletedRecord')).toEqual(['persistent']);
    expect(read('//oai:granularity')).toEqual(['YYYY-MM-DDThh:mm:ssZ']);
    expect((await listed({})).errors).toEqual(['noRecordsMatch']);
  });

  it('speaks of instants in UTC, wherever it stands', async () => {
    const { datestamps, read } = await record(await add('Statistik Daerah Sekayu 2023'));
    expect(datestamps).toEqual(['2026-11-23T16:30:00Z']);
    expect(read('//oai:responseDate')).toEqual(['2026-11-23T16:30:00Z']);
  });

  it('tells of an edit to whoever comes back, and of nothing else', async () => {
    const edited = await add('Luas Panen Padi 2022');
    await add('Luas Panen Jagung 2022');
    later(3_600);
    const visited = now();
    await edit(edited, 'Luas Panen dan Produksi Padi 2022');
    expect((await listed({ from: visited })).identifiers).toEqual([edited]);
    expect((await listed({ from: '2026-11-24' })).errors).toEqual(['noRecordsMatch']);
  });

  it('tells of a withdrawal for good, and no longer of what the record said', async () => {
    const gone = await add('Buku Saku yang Ditarik 2020', { subjects: ['Buku Saku'] });
    later(60);
    await withdraw(gone);
    const { deleted, read, datestamps } = await record(gone);
    expect(deleted).toEqual([`${PREFIX}${gone}`]);
    expect(datestamps).toEqual([now()]);
    expect(read('//oai:metadata')).toEqual([]);
    expect((await listed({ from: now() })).identifiers).toEqual([gone]);
    expect((await listed({ set: 'subject.Buku~20Saku' })).deleted).toEqual([`${PREFIX}${gone}`]);
  });

  it('begins at the oldest datestamp that there is', async () => {
    const { read } = await harvest({ verb: 'Identify' });
    expect(read('//oai:earliestDatestamp')).toEqual(['2026-11-23T16:30:00Z']);
  });

  it('writes simple Dublin Core and nothing beyond it, whatever stands in the record', async () => {
    const id = await add('PDRB & "Lapangan Usaha" <2023>\u0007', {
      isbn: '978-602-6927-44-6',
      abstract: 'Dua baris\nsatu ]]> tanda 😀',
      subjects: ['Neraca', 'Ekonomi'],
      language: 'id-en',
      year: 2023,
      areaName: 'Kabupaten Musi Banyuasin',
    });
    const { read } = await record(id);
    expect(read('//dc:title')).toEqual(['PDRB & "Lapangan Usaha" <2023>']);
    expect(read('//dc:description')).toEqual(['Dua baris\nsatu ]]> tanda 😀']);
    expect(read('//dc:identifier')).toEqual([
      `http://127.0.0.1:8080/katalog/${id}`,
      'ISBN 978-602-6927-44-6',
    ]);
    expect(read('//dc:language')).toEqual(['ind', 'eng']);
    expect(read('//dc:subject')).toEqual(['Neraca', 'Ekonomi']);
  });

  it('writes MARCXML and MODS that their schemas accept', async () => {
    const id = await add('Indikator Ekonomi 2023', {
      authors: ['BPS Kabupaten Musi Banyuasin', 'Sari, Dewi'],
      abstract: 'Inflasi & pertumbuhan <ekonomi>.',
      subjects: ['Ekonomi', 'Neraca'],
      series: 'Indikator Ekonomi',
      year: 2023,
      releasedOn: '2023-11-01',
      issn: '0215-6857',
      isbn: '978-602-6927-44-6',
      catalogueNumber: '1102001.1606',
      publicationNumber: '16060.2301',
      publisher: 'BPS Kabupaten Musi Banyuasin',
      areaName: 'Musi Banyuasin',
      area: '16',
      licence: 'CC BY 4.0',
    });
    const offered = await harvest({ verb: 'ListMetadataFormats', identifier: `${PREFIX}${id}` });
    expect(offered.read('//oai:metadataPrefix')).toEqual(['oai_dc', 'marcxml', 'mods']);
    const marc = await record(id, 'marcxml');
    expect(marc.read('//marc:datafield[@tag="245"]')).toEqual(['Indikator Ekonomi 2023']);
    const mods = await record(id, 'mods');
    expect(mods.read('//mods:dateIssued')).toEqual(['2023-11-01']);
  });

  it('has the sets that the library itself knows, and their records alone', async () => {
    const id = await add('Direktori Pasar 2021', {
      subjects: ['Perdagangan ~ Pasar/Toko'],
      area: '1606',
      areaName: 'Kabupaten Musi Banyuasin',
      kind: 'leaflet',
    });
    const sets = ['kind.leaflet', 'area.1606', 'subject.Perdagangan~20~7E~20Pasar~2FToko'];
    const known = (await harvest({ verb: 'ListSets' })).read('//oai:setSpec');
    expect(known).toEqual(expect.arrayContaining(sets));
    for (const set of sets) {
      const { identifiers, read } = await listed({ set });
      expect(identifiers).toEqual([id]);
      expect(read('//oai:header/oai:setSpec')).toEqual(sets);
    }
  });

  it.each<[string, Arguments]>([
    ['badVerb', {}],
    ['badVerb', { verb: 'Dance' }],
    ['badVerb', { verb: 'toString' }],
    ['badVerb', { verb: ['Identify', 'Identify'] }],
    ['badArgument', { verb: 'Identify', set: 'kind.book' }],
    ['badArgument', { verb: 'ListRecords' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: '' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: ['oai_dc', 'oai_dc'] }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', page: '2' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-02-31' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '23-11-2026' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', until: '2026-11-23T10:00Z' }],
    [
      'badArgument',
      { verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-11-24', until: '2026-11-23' },
    ],
    [
      'badArgument',
      {
        verb: 'ListRecords',
        metadataPrefix: 'oai_dc',
        from: '2026-11-23',
        until: '2026-11-23T10:00:00Z',
      },
    ],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'dua kata' }],
    ['badArgument', { verb: 'GetRecord', metadataPrefix: 'oai_dc' }],
    ['badArgument', { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'a"b' }],
    ['badArgument', { verb: 'ListRecords', metadataPrefix: 'oai_dc', resumptionToken: 'x' }],
    ['badResumptionToken', { verb: 'ListRecords', resumptionToken: 'oai_dc/100' }],
    ['badResumptionToken', { verb: 'ListSets', resumptionToken: 'x' }],
    ['cannotDisseminateFormat', { verb: 'ListRecords', metadataPrefix: 'mets' }],
    ['idDoesNotExist', { verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: 'oai:x:1' }],
    ['idDoesNotExist', { verb: 'ListMetadataFormats', identifier: `${PREFIX}1` }],
    ['noRecordsMatch', { verb: 'ListRecords', metadataPrefix: 'oai_dc', set: 'class:party' }],
    ['noRecordsMatch', { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', until: '2001-01-01' }],
  ])('answers %s to %j', async (code, given) => {
    const { errors, read } = await harvest(given);
    expect(errors).toEqual([code]);
    const repeated = code === 'badVerb' || code === 'badArgument' ? 0 : Object.keys(given).length;
    expect(read('//oai:request/@*')).toHaveLength(repeated);
  });

  describe('in parts', () => {
    let existing: string[];
    let from: string;

    beforeAll(async () => {
      later(86_400);
      from = now();
      existing = [];
      for (let n = 0; n < 230; n += 1) {
        existing.push(await add(`Statistik Kecamatan ${n}`));
        later(1);
      }
    });

    it('is the same list from the first part to the last, and ends with an empty token', async () => {
      const until = now();
      later(60);
      await add('Sesudahnya');
      const { identifiers, lastToken } = await wholeList({
        verb: 'ListIdentifiers',
        metadataPrefix: 'oai_dc',
        from,
        until,
      });
      expect(identifiers).toEqual(existing);
      expect(lastToken).toBe('');
    });

    it('goes on in another process', async () => {
      const { token, read } = await listed({ from });
      expect(read('//oai:resumptionToken/@cursor')).toEqual(['0']);
      await service.replica();
      const answers = await Promise.all(
        Array.from({ length: 6 }, () =>
          harvest({ verb: 'ListRecords', resumptionToken: String(token) }),
        ),
      );
      for (const { identifiers, read: readNext } of answers) {
        expect(identifiers).toEqual(existing.slice(100, 200));
        expect(readNext('//oai:resumptionToken/@cursor')).toEqual(['100']);
      }
    });

    it('skips and repeats nothing while librarians work, and the next visit hears of the rest', async () => {
      const change = fc.oneof(
        fc.record({ kind: fc.constant('edit' as const), at: fc.nat(229) }),
        fc.record({ kind: fc.constant('add' as const), at: fc.nat(229) }),
        fc.record({ kind: fc.constant('withdraw' as const), at: fc.nat(229) }),
      );
      const between = fc.array(fc.array(change, { maxLength: 12 }), { minLength: 2, maxLength: 2 });
      const withdrawn = new Set<string>();
      await fc.assert(
        fc.asyncProperty(between, async (rounds) => {
          later(10);
          const begun = now();
          const touched = new Set<string>();
          const work = async () => {
            for (const { kind, at } of rounds.shift() ?? []) {
              later(1);
              const id = kind === 'add' ? await add('Baru') : (existing[at] ?? '');
              if (kind === 'edit' && !withdrawn.has(id)) {
                await edit(id, `Disunting ${now()}`);
                touched.add(id);
              } else if (kind === 'withdraw' && !withdrawn.has(id)) {
                await withdraw(id);
                withdrawn.add(id);
                touched.add(id);
              } else if (kind === 'add') {
                touched.add(id);
              }
            }
          };
          const list = { verb: 'ListIdentifiers', metadataPrefix: 'oai_dc' };
          const { identifiers } = await wholeList({ ...list, from }, work);
          expect(new Set(identifiers).size).toBe(identifiers.length);
          expect(identifiers.slice(0, existing.length)).toEqual(existing);
          const next =
            touched.size === 0 ? [] : (await wholeList({ ...list, from: begun })).identifiers;
          expect(new Set(next)).toEqual(touched);
        }),
        { numRuns: 6 },
      );
    });
  });
});
