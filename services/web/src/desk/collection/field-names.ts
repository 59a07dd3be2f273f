import { useSay } from '../../language/language.ts';

/** What the fields of a record are called, in a form and in its history. */
export function useFieldNames() {
  const say = useSay();
  return {
    title: say('Judul', 'Title'),
    series: say('Seri', 'Series'),
    year: say('Tahun edisi', 'Year of the edition'),
    kind: say('Jenis', 'Kind'),
    language: say('Bahasa', 'Language'),
    area: say('Kode wilayah BPS', 'BPS region code'),
    areaName: say('Wilayah', 'Area'),
    abstract: say('Abstrak', 'Abstract'),
    subjects: say('Subjek', 'Subjects'),
    authors: say('Penulis', 'Authors'),
    publisher: say('Penerbit', 'Publisher'),
    releasedOn: say('Tanggal rilis', 'Released on'),
    issn: 'ISSN',
    isbn: 'ISBN',
    catalogueNumber: say('Nomor katalog', 'Catalogue number'),
    publicationNumber: say('Nomor publikasi', 'Publication number'),
    licence: say('Lisensi', 'Licence'),
    shelfMark: say('Rak', 'Shelf mark'),
    label: say('Kode eksemplar', 'Label'),
    condition: say('Kondisi', 'Condition'),
    access: say('Hak baca', 'Who may read'),
    mergedFrom: say('Digabung dari', 'Merged from'),
  } as const;
}
