import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { decode } from 'html-entities';
import { marcOf } from '../domain/formats/marc.ts';
import { marcxml } from '../domain/formats/marcxml.ts';
import { Publication } from '../domain/publication.ts';
import { decodeMarc8 } from './marc8.ts';
import { readIso2709, splitIso2709 } from './iso2709.ts';
import { readList } from './read-list.ts';
import type { RecordList } from './records.ts';

/** Real files of other systems; they stay where they are and are only read. */
const DATA =
  process.env['REAL_DATA_DIR'] ?? resolve(import.meta.dirname, '../../../../../../shared/data');
const there = existsSync(join(DATA, 'marc'));
const file = (path: string) => readFileSync(join(DATA, 'marc', path));

const errorsIn = (list: RecordList) =>
  list.flatMap((read) => {
    const outcome = read();
    return Array.isArray(outcome) ? outcome : [];
  });
const recordsIn = (list: RecordList) =>
  list.flatMap((read) => {
    const outcome = read();
    return Array.isArray(outcome) ? [] : [outcome];
  });
/** A record as ISO 2709, its lengths counted in bytes. */
function iso2709(fields: readonly (readonly [tag: string, body: Buffer])[], leader = ' '): Buffer {
  let start = 0;
  const directory = fields.map(([tag, body]) => {
    const entry = `${tag}${String(body.length + 1).padStart(4, '0')}${String(start).padStart(5, '0')}`;
    start += body.length + 1;
    return entry;
  });
  return Buffer.concat([
    Buffer.from(`00000nam ${leader}2200000   4500${directory.join('')}\u001E`),
    ...fields.flatMap(([, body]) => [body, Buffer.from('\u001E')]),
    Buffer.from('\u001D'),
  ]);
}
const titled = (title: Buffer) =>
  ['245', Buffer.concat([Buffer.from('00\u001Fa'), title])] as const;

describe('MARC-8', () => {
  it.each([
    ['a diacritic before its letter', 'P\u00E2etani', 'P\u00E9tani'],
    ['Greek in the first half', '\u001B(SAB\u001B(B', '\u0391\u0392'],
    ['Hebrew by a long sequence', '\u001B(2a\u001Bs', '\u05D1'],
    ['Chinese in three bytes', '\u001B$1!0!\u001B(B.', '\u4E00.'],
    ['a small letter set', 'H\u001Bb2\u001BsO', 'H\u2082O'],
    ['a reference', '&#x0F40;', '\u0F40'],
    ['what no table has', '\u001B(Q!', '\u{FFFD}'],
  ])('is read with %s', (_what, bytes, text) => {
    expect(decodeMarc8(Buffer.from(bytes, 'latin1'))).toBe(text);
  });

  it('is told from UTF-8 by its bytes, because leaders are wrong about it', () => {
    for (const title of [Buffer.from('Pétani'), Buffer.from('P\u00E2etani', 'latin1')]) {
      for (const leader of [' ', 'a']) {
        const [record] = recordsIn(readList.marc21(iso2709([titled(title)], leader)));
        expect(record?.fields.title).toBe('Pétani');
      }
    }
  });
});

describe('a MARC file', () => {
  const good = iso2709([
    ['001', Buffer.from('ocm77')],
    ['245', Buffer.from('10\u001FaPertanian /\u001FcBPS.')],
    ['260', Buffer.from('  \u001FaSekayu :\u001FbBPS,\u001Fc2019.')],
  ]);

  it('goes on after a record whose directory is damaged, and names it', () => {
    const damaged = Buffer.from(good);
    damaged.write('xx', 24 + 12);
    damaged.fill(0x1e, 30, 31);
    const list = readList.marc21(Buffer.concat([good, damaged, Buffer.from('\r\n'), good]));
    expect(recordsIn(list)).toHaveLength(2);
    expect(errorsIn(list)).toMatchObject([{ record: '2', field: null, problem: 'unreadable' }]);
  });

  it('names the field that is wrong by its tag', () => {
    const list = readList.marc21(iso2709([['001', Buffer.from('a1')]]));
    expect(errorsIn(list)).toMatchObject([
      { record: '1 (a1)', field: 'title (245)', problem: 'missing' },
    ]);
  });

  it('is read without the punctuation of its cards', () => {
    const [record] = recordsIn(readList.marc21(good));
    expect(record).toMatchObject({
      origin: { source: 'marc', sourceId: '|ocm77' },
      fields: { title: 'Pertanian', publisher: 'BPS', year: 2019, kind: 'book' },
    });
  });
});

describe('MARCXML', () => {
  const publication = Publication.described(
    { id: '01936f7e-0000-7000-8000-000000000001', office: '1606', origin: null },
    {
      title: 'Musi Banyuasin Dalam Angka 2024',
      series: 'Musi Banyuasin Dalam Angka',
      year: 2024,
      abstract: 'Penduduk < 1 juta & "tumbuh".',
      subjects: ['Dalam Angka', 'Kependudukan'],
      area: '1606',
      areaName: 'Musi Banyuasin',
      kind: 'serial',
      language: 'id-en',
      issn: '0215-6857',
      isbn: '978-602-438-740-2',
      catalogueNumber: '1102001.1606',
      publicationNumber: '16060.2401',
      releasedOn: '2024-02-28',
      authors: ['BPS Kabupaten Musi Banyuasin', 'Sari, Dewi'],
      publisher: 'BPS Kabupaten Musi Banyuasin',
      licence: 'CC BY 4.0',
    },
    new Date('2026-11-23T16:30:05Z'),
  );
  const exported = marcxml(marcOf(publication, 'https://pst.example/katalog/1')).text;

  it('of our own comes back as the same description', () => {
    const [record] = recordsIn(readList.marcxml(Buffer.from(exported)));
    expect(record?.fields).toEqual(publication.fields);
  });

  it('is found in an answer of OAI-PMH, with a prefix, and past a record that is broken', () => {
    const prefixed = exported
      .replaceAll(/<(\/?)(\w)/g, '<$1marc:$2')
      .replaceAll(/<marc:record xmlns/g, '<marc:record xmlns:marc');
    const answer = `<?xml version="1.0"?><OAI-PMH><ListRecords>
      <record><header/><metadata>${prefixed}</metadata></record>
      <record><metadata>${exported.replace('</subfield>', '')}</metadata></record>
      <record><metadata>${exported}</metadata></record></ListRecords></OAI-PMH>`;
    const list = readList.marcxml(Buffer.from(answer));
    expect(recordsIn(list)).toHaveLength(2);
    expect(errorsIn(list)).toMatchObject([{ record: '2', problem: 'unreadable' }]);
  });

  it('expands no entity of its own making', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${exported.replace('Penduduk', '&b;')}`;
    expect(errorsIn(readList.marcxml(Buffer.from(bomb)))).toMatchObject([
      { problem: 'unreadable' },
    ]);
  });
});

describe('a CSV file', () => {
  it('goes on after a stray quote and a quote that is never closed, and names their lines', () => {
    const list = readList.csv(
      Buffer.from('title,tahun\nSatu,2020\n"Dua" dan,2021\n"Tiga,2022\nEmpat,2023\n'),
    );
    expect(recordsIn(list).map(({ fields }) => fields.title)).toEqual(['Satu', 'Empat']);
    expect(errorsIn(list)).toMatchObject([
      { record: 'line 3', problem: 'unreadable' },
      { record: 'line 4', problem: 'unreadable' },
    ]);
  });

  it('is read in the code page of old spreadsheets, with what no column can hold left out', () => {
    const list = readList.csv(Buffer.from('judul;tahun\nPeta\u0000 caf\u00E9;2020\n', 'latin1'));
    expect(recordsIn(list)[0]?.fields).toMatchObject({ title: 'Peta café', year: 2020 });
  });
});

describe('the export of SLiMS', () => {
  const cells = [
    'Musi Banyuasin Dalam Angka 2019',
    'Text',
    '',
    '0215-6857',
    'BPS',
    '2019',
    'xx, 300 hlm',
    '',
    '315.98 BPS m',
    'Indonesia',
    'Sekayu',
    '315.98',
    'Memuat "angka" daerah, lengkap',
    '',
    '',
    '<BPS Kabupaten Musi Banyuasin>',
    '<Dalam Angka><Kependudukan>',
    '<B00012><B00013>',
  ];
  const header =
    '"title","gmd_name","edition","isbn_issn","publisher_name","publish_year","collation","series_title","call_number","language_name","place_name","classification","notes","image","sor","authors","topics","item_code",';
  const line = cells.map((cell) => `"${cell}"`).join(',');

  it.each([
    ['with its header line', `${header}\n${line}\n`],
    ['without one', `${line}\n`],
    [
      'saved again by a spreadsheet',
      `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`,
    ],
  ])('is read %s, quotes in a cell and all', (_how, text) => {
    expect(recordsIn(readList['slims-csv'](Buffer.from(text)))).toMatchObject([
      {
        fields: {
          title: 'Musi Banyuasin Dalam Angka 2019',
          series: 'Musi Banyuasin Dalam Angka',
          year: 2019,
          issn: '0215-6857',
          abstract: 'Memuat "angka" daerah, lengkap',
          subjects: ['Dalam Angka', 'Kependudukan'],
        },
        copies: [
          { label: 'B00012', shelfMark: '315.98 BPS m' },
          { label: 'B00013', shelfMark: '315.98 BPS m' },
        ],
      },
    ]);
  });
});

(there ? describe : () => undefined)('files of other systems', () => {
  const named = (extension: RegExp) =>
    there
      ? readdirSync(join(DATA, 'marc'), { recursive: true, encoding: 'utf8' }).filter((path) =>
          extension.test(path),
        )
      : [];

  it.each(named(/\.(mrc|marc|usmarc|dat)$/))('%s is read to its end', (path) => {
    const list = readList.marc21(file(path));
    expect(list.length).toBeGreaterThan(0);
    expect(recordsIn(list).length + new Set(errorsIn(list).map(({ record }) => record)).size).toBe(
      list.length,
    );
  });

  it.each(named(/\.xml$|marcxml\/(from|2Records)/))('%s is read to its end', (path) => {
    const list = readList.marcxml(file(path));
    expect(recordsIn(list).length + new Set(errorsIn(list).map(({ record }) => record)).size).toBe(
      list.length,
    );
  });

  it('MARC-8 becomes what another reader made of it', () => {
    const [record = Buffer.of()] = splitIso2709(file('yaz/marc8.marc'));
    const texts = readIso2709(record).fields.flatMap((field) =>
      'value' in field ? [] : field.subfields.map(([, value]) => value),
    );
    const expected = [
      ...file('yaz/marc8.xml')
        .toString('utf8')
        .matchAll(/<subfield code=".">([^<]*)</g),
    ].map(([, value = '']) => decode(value).normalize('NFC'));
    expect(texts).toEqual(expected);
  });

  it('has all records of a book club in spite of many errors', () => {
    const fixed = recordsIn(readList.marc21(file('marc4j/pride-and-prejudice-fixed.mrc')));
    const broken = readList.marc21(file('marc4j/pride-and-prejudice-with-many-errors.mrc'));
    expect(recordsIn(broken).length).toBeGreaterThan(fixed.length * 0.95);
  });
});
