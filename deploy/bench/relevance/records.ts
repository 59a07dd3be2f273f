// The records that relevance is measured on: the sample catalogue, and beside it what makes finding hard on
// a real shelf: neighbours with the same words in their names, capitals, short names, twins, other books.
import { addPublication, type RequestOf } from '@pst/contracts';

import { demoRecords } from '../../../services/catalogue/demo/demo-records.ts';

export type Record = RequestOf<typeof addPublication>;

/** Titles in the manner of neighbouring offices: `{y}` runs over the years. */
const NEIGHBOURS: readonly (readonly [string, string, readonly [number, number], string])[] = [
  ['Kabupaten Banyuasin Dalam Angka {y}', '1607', [2018, 2024], 'Dalam Angka'],
  ['Kabupaten Musi Rawas Dalam Angka {y}', '1605', [2018, 2024], 'Dalam Angka'],
  ['Kabupaten Lahat Dalam Angka {y}', '1604', [2018, 2024], 'Dalam Angka'],
  ['Kota Palembang Dalam Angka {y}', '1671', [2018, 2024], 'Dalam Angka'],
  ['PDRB Kabupaten Banyuasin Menurut Lapangan Usaha {y}', '1607', [2019, 2023], 'Neraca Regional'],
  ['PDRB KABUPATEN LAHAT MENURUT PENGGUNAAN {y}', '1604', [2011, 2014], 'Neraca Regional'],
  ['IPM Kota Palembang {y}', '1671', [2019, 2022], 'Pembangunan Manusia'],
  ['Statistik Kependudukan Provinsi Sumatera Selatan {y}', '16', [2019, 2023], 'Kependudukan'],
  ['Keadaan Ketenagakerjaan Sumatera Selatan {y}', '16', [2019, 2024], 'Tenaga Kerja'],
  ['Statistik Harga Produsen Sumatera Selatan {y}', '16', [2019, 2023], 'Harga'],
  ['STATISTIK PEMOTONGAN TERNAK KAB LAHAT TAHUN {y}', '1604', [2012, 2014], 'Peternakan'],
  ['Statistik Perdagangan Luar Negeri Sumatera Selatan {y}', '16', [2019, 2023], 'Perdagangan'],
];

const OTHERS: readonly Partial<Record>[] = [
  { title: 'Direktori Perindustrian Kecil dan Kerajinan Sumatera Selatan', year: 2017 },
  { title: 'Indikator Ekonomi Terpilih', year: 2016, abstract: 'PDRB, inflasi, ekspor dan impor.' },
  { title: 'Ekonomi Kerakyatan', year: 2008, authors: ['Mubyarto'], publisher: 'Aditya Media' },
  { title: 'Metode Statistika', year: 2005, authors: ['Sudjana'], isbn: '979-9549-21-3' },
  { title: 'Pengantar Demografi', year: 2011, subjects: ['Kependudukan'] },
  { title: 'Kedudukan Perempuan di Pedesaan', year: 2009, subjects: ['Gender'] },
  { title: 'Petani dan Perubahan Iklim', year: 2015, subjects: ['Pertanian'] },
  { title: 'Perkembangan Harga-Harga Kebutuhan Pokok', year: 2018, subjects: ['Harga'] },
  { title: 'Mengekspor Karet: Panduan bagi Usaha Kecil', year: 2014, subjects: ['Perdagangan'] },
  {
    title: 'Berita Resmi Statistik: Ekspor dan Impor Juli 2024',
    year: 2024,
    kind: 'press-release',
  },
  {
    title: 'Berita Resmi Statistik: Profil Kemiskinan Maret 2024',
    year: 2024,
    kind: 'press-release',
  },
  { title: 'Sejarah Kota Sekayu', year: 2003, abstract: 'Dari marga menjadi ibu kota kabupaten.' },
  { title: 'Kamus Istilah Statistik', year: 2010, abstract: 'Arti PDRB, IPM, IHK dan NTP.' },
  { title: 'Undang-Undang Statistik Nomor 16 Tahun 1997', year: 1997, kind: 'book' },
  { title: 'Pedoman Pencacah Survei Angkatan Kerja Nasional', year: 2023, kind: 'book' },
];

const plain = (fields: unknown): Record => addPublication.request.parse(fields);

export function gradedRecords(): Record[] {
  return [
    ...demoRecords().map(({ subjects, ...record }) =>
      plain({
        ...Object.fromEntries(
          Object.entries(record).filter(([field, value]) => field !== 'id' && value !== ''),
        ),
        subjects: subjects.split('|'),
      }),
    ),
    ...NEIGHBOURS.flatMap(([title, area, [from, to], subject]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at).map((year) =>
        plain({
          title: title.replace('{y}', String(year)),
          series: title.replace(' {y}', ''),
          year,
          area,
          subjects: [subject],
        }),
      ),
    ),
    ...OTHERS.map((fields) => plain({ kind: 'book', ...fields })),
  ];
}
