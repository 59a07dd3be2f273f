import { describe, expect, it } from '@jest/globals';
import { Publication } from '../publication.ts';
import { dublinCore } from './dublin-core.ts';
import { csvLine } from './csv.ts';
import { exported } from './export-formats.ts';
import { iso2709 } from './iso2709.ts';
import { marcOf } from './marc.ts';
import { marcxml } from './marcxml.ts';
import { mods } from './mods.ts';

const URL = 'https://pst.example/katalog/0193';
const yearbook = Publication.described(
  { id: '01936f7e-0000-7000-8000-000000000001', office: '1606', origin: null },
  {
    title: 'Musi Banyuasin Dalam Angka 2024',
    series: 'Musi Banyuasin Dalam Angka',
    year: 2024,
    abstract: 'Penduduk < 1 juta & "tumbuh"\u0000.',
    subjects: ['Dalam Angka', 'Kependudukan'],
    area: '1606',
    areaName: 'Musi Banyuasin',
    kind: 'serial',
    language: 'id-en',
    issn: '0215-6857',
    catalogueNumber: '1102001.1606',
    publicationNumber: '16060.2401',
    releasedOn: '2024-02-28',
    authors: ['BPS Kabupaten Musi Banyuasin', 'Sari, Dewi'],
    publisher: 'BPS Kabupaten Musi Banyuasin',
    licence: 'CC BY 4.0',
  },
  new Date('2026-11-23T16:30:05Z'),
);
const umlaut = Publication.described(
  { id: '01936f7e-0000-7000-8000-000000000003', office: '1606', origin: null },
  { title: 'Peta Kafé', subjects: [], kind: 'leaflet', language: 'id', authors: [] },
  new Date('2026-11-23T16:30:05Z'),
);
const untitled = Publication.described(
  { id: '01936f7e-0000-7000-8000-000000000002', office: '1606', origin: null },
  { title: 'Leaflet', subjects: [], kind: 'leaflet', language: 'id', authors: [] },
  new Date('2026-11-23T16:30:05Z'),
);

describe('a publication for other catalogues', () => {
  it('is MARC 21 with every number in its field and fixed fields of their length', () => {
    const { leader, fields } = marcOf(yearbook, URL);
    expect(leader).toHaveLength(24);
    const written = fields.map((field) =>
      'value' in field
        ? `${field.tag} ${field.value}`
        : `${field.tag} ${field.indicators} ${field.subfields.map(([c, v]) => `$${c}${v}`).join('')}`,
    );
    expect(written).toEqual(
      expect.arrayContaining([
        '005 20261123163005.0',
        '008 261123s2024    io       s   f000 0 mul d',
        '022    $a0215-6857',
        '041 0  $aind$aeng',
        '046    $k2024-02-28$2edtf',
        '086    $a1102001.1606$2bps',
        '110 2  $aBPS Kabupaten Musi Banyuasin',
        '245 10 $aMusi Banyuasin Dalam Angka 2024',
        '490 0  $aMusi Banyuasin Dalam Angka',
        '651  4 $aMusi Banyuasin$0(ID-BPS)1606',
        '700 1  $aSari, Dewi',
        `856 40 $u${URL}`,
      ]),
    );
    expect(written.find((field) => field.startsWith('008'))).toHaveLength(4 + 40);
    expect(written).toEqual(written.toSorted((a, b) => a.slice(0, 3).localeCompare(b.slice(0, 3))));
  });

  it('is MARCXML whose text is escaped and free of what XML cannot hold', () => {
    const { text } = marcxml(marcOf(yearbook, URL));
    expect(text).toContain('<datafield tag="022" ind1=" " ind2=" "><subfield code="a">0215-6857<');
    expect(text).toContain('Penduduk &lt; 1 juta &amp; &quot;tumbuh&quot;.');
  });

  it('is MODS with its series, numbers and release day', () => {
    const { text } = mods(yearbook, URL);
    expect(text).toContain('<dateIssued encoding="w3cdtf">2024-02-28</dateIssued>');
    expect(text).toContain(
      '<relatedItem type="series"><titleInfo><title>Musi Banyuasin Dalam Angka</title>',
    );
    expect(text).toContain('<identifier type="issn">0215-6857</identifier>');
  });

  it('is Dublin Core of nothing but the fifteen elements', () => {
    const { text } = dublinCore(yearbook, URL);
    expect(text).toContain(`<dc:identifier>${URL}</dc:identifier>`);
    expect(text).toContain('<dc:language>ind</dc:language><dc:language>eng</dc:language>');
    const names = [...text.matchAll(/<dc:(\w+)/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(
        'title creator subject description publisher date type identifier language relation coverage rights'.split(
          ' ',
        ),
      ),
    );
  });

  it('is ISO 2709 whose directory counts bytes', () => {
    const text = iso2709(marcOf(umlaut, URL));
    const bytes = Buffer.from(text);
    expect(Number(text.slice(0, 5))).toBe(bytes.length);
    expect(text.slice(9, 10)).toBe('a');
    const base = Number(text.slice(12, 17));
    expect(bytes[base - 1]).toBe(0x1e);
    const title = /245(\d{4})(\d{5})/.exec(text.slice(24));
    const start = base + Number(title?.[2]);
    expect(bytes.toString('utf8', start, start + Number(title?.[1]) - 1)).toBe(
      '00\u001FaPeta Kafé',
    );
  });

  it('is a line of CSV that a spreadsheet neither splits nor computes', () => {
    const formula = {
      id: yearbook.id,
      addedAt: yearbook.addedAt,
      changedAt: yearbook.changedAt,
      softcopyPages: null,
      hasCover: false,
      fields: { ...yearbook.fields, title: '=1+1', licence: 'a "b", c' },
    };
    const line = csvLine(formula, URL);
    expect(line).toContain(`,'=1+1,`);
    expect(line).toContain('"a ""b"", c"');
    expect(line).toContain('Dalam Angka;Kependudukan');
  });

  it.each(['csv', 'marcxml', 'csl-json'] as const)('is one %s list in parts', (name) => {
    const two = [yearbook, untitled].map((publication) => ({ publication, url: URL }));
    const whole = exported(name, two, { first: true, last: true });
    const parts = [
      exported(name, two.slice(0, 1), { first: true, last: false }),
      exported(name, two.slice(1), { first: false, last: false }),
      exported(name, [], { first: false, last: true }),
    ];
    expect(parts.join('')).toBe(whole);
  });

  it('says nothing of what it does not know', () => {
    for (const { text } of [
      marcxml(marcOf(untitled, URL)),
      mods(untitled, URL),
      dublinCore(untitled, URL),
    ]) {
      expect(text).not.toMatch(/undefined|null|<[\w:]+(?: [^>]*)?><\//);
    }
  });
});
