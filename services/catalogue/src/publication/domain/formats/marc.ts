import { languagesOf, type Described } from './described.ts';

export interface ControlField {
  readonly tag: string;
  readonly value: string;
}
export interface DataField {
  readonly tag: string;
  /** Both indicators, two characters. */
  readonly indicators: string;
  readonly subfields: readonly (readonly [code: string, value: string])[];
}
/** A MARC 21 bibliographic record, however it is written. */
export interface MarcRecord {
  readonly leader: string;
  readonly fields: readonly (ControlField | DataField)[];
}

/** In `$0` of a place: the BPS region code behind the name. */
export const REGION = '(ID-BPS)';

/**
 * The publication as MARC 21: every edition is a monograph of its series. Authors of statistics are
 * offices (110/710) unless the name is turned round (`Surname, Given`), as catalogues write persons.
 */
export function marcOf(publication: Described, url: string): MarcRecord {
  const { id, fields, changedAt, softcopyPages } = publication;
  const [language = 'und', ...more] = languagesOf(publication);
  const [author, ...others] = fields.authors;
  return {
    leader: '00000nam a2200000uu 4500',
    fields: [
      { tag: '001', value: id },
      { tag: '005', value: `${changedAt.toISOString().replaceAll(/\D/g, '').slice(0, 14)}.0` },
      { tag: '008', value: codesOf(publication, more.length > 0 ? 'mul' : language) },
      ...field('020', '  ', ['a', fields.isbn]),
      ...field('022', '  ', ['a', fields.issn]),
      ...(more.length > 0
        ? field('041', '0 ', ...[language, ...more].map((code) => ['a', code] as const))
        : []),
      ...field('046', '  ', ['k', fields.releasedOn], ['2', fields.releasedOn && 'edtf']),
      ...field('086', '  ', ['a', fields.catalogueNumber], ['2', fields.catalogueNumber && 'bps']),
      ...field('088', '  ', ['a', fields.publicationNumber]),
      ...(author === undefined ? [] : nameOf('1', author)),
      ...field('245', author === undefined ? '00' : '10', ['a', fields.title]),
      ...field('260', '  ', ['b', fields.publisher], ['c', fields.year?.toString()]),
      ...field('300', '  ', ['a', softcopyPages === null ? undefined : `${softcopyPages} halaman`]),
      ...field('490', '0 ', ['a', fields.series]),
      ...field('520', '  ', ['a', fields.abstract]),
      ...field('540', '  ', ['a', fields.licence]),
      ...fields.subjects.flatMap((subject) => field('650', ' 4', ['a', subject])),
      ...field(
        '651',
        ' 4',
        ['a', fields.areaName ?? fields.area],
        ['0', fields.area && REGION + fields.area],
      ),
      ...field('655', ' 4', ['a', fields.kind]),
      ...others.flatMap((name) => nameOf('7', name)),
      ...field('856', '40', ['u', url]),
    ],
  };
}

/** The field, if there is something to say in it. */
function field(
  tag: string,
  indicators: string,
  ...subfields: (readonly [code: string, value: string | undefined])[]
): DataField[] {
  const said = subfields.flatMap(([code, value]) => (value ? [[code, value] as const] : []));
  return said.length === 0 ? [] : [{ tag, indicators, subfields: said }];
}

function nameOf(group: '1' | '7', name: string): DataField[] {
  return /^[^,]+, [^,]+$/.test(name)
    ? field(`${group}00`, '1 ', ['a', name])
    : field(`${group}10`, '2 ', ['a', name]);
}

/** Field 008, forty characters by position: entered, year, Indonesia, statistics of a government, language. */
function codesOf({ fields, addedAt }: Described, language: string): string {
  const entered = addedAt.toISOString().replaceAll('-', '').slice(2, 8);
  const date = fields.year === undefined ? 'nuuuuuuuu' : `s${fields.year}    `;
  return `${entered}${date}io       s   f000 0 ${language} d`;
}
