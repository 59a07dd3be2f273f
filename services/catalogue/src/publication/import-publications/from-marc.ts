import { publicationKind } from '@pst/contracts';
import { z } from 'zod';
import { REGION, type DataField, type MarcRecord } from '../domain/formats/marc.ts';
import {
  recordOf,
  titleKey,
  Unreadable,
  yearOf,
  type ImportedRecord,
  type RecordError,
} from './records.ts';

/** Where a librarian finds what is wrong, by our name of the field. */
const TAGS: Readonly<Record<string, string>> = {
  title: '245',
  series: '490',
  year: '260$c',
  abstract: '520',
  subjects: '650',
  area: '651$0',
  areaName: '651',
  issn: '022',
  isbn: '020',
  catalogueNumber: '086',
  publicationNumber: '088',
  authors: '100-710',
  publisher: '260$b',
  licence: '540',
};

/** The records of a list of MARC records in either writing, the `n`th named by its place and its 001. */
export function fromMarc<Chunk>(
  chunk: Chunk,
  read: (chunk: Chunk) => MarcRecord,
  place: number,
): ImportedRecord | RecordError[] {
  try {
    return described(read(chunk), place);
  } catch (error) {
    if (error instanceof Unreadable) {
      return [{ record: `${place}`, field: null, problem: 'unreadable', message: error.message }];
    }
    throw error;
  }
}

function described(record: MarcRecord, place: number): ImportedRecord | RecordError[] {
  const control = (tag: string) =>
    record.fields.flatMap((field) =>
      field.tag === tag && 'value' in field ? [field.value] : [],
    )[0];
  /** One text for each field of those tags: the wanted subfields in their order. */
  const all = (tags: string, codes: string): string[] =>
    record.fields
      .filter((field): field is DataField => 'subfields' in field && tags.includes(field.tag))
      .map(({ subfields }) =>
        tidy(subfields.flatMap(([code, value]) => (codes.includes(code) ? [value] : [])).join(' ')),
      )
      .filter((text) => text !== '');
  const first = (tags: string, codes: string): string | undefined => all(tags, codes)[0];

  const fixed = control('008') ?? '';
  const title = first('245', 'anpb') ?? '';
  const releasedOn = z.iso.date().safeParse(first('046', 'k')).data;
  const printedYear = /\b(?:1[89]|2[01])\d{2}\b/.exec(first('260 264', 'c') ?? fixed.slice(7, 11));
  const number = /^[\dXx -]{8,17}/;
  const id = control('001')?.trim();
  const outcome = recordOf(
    {
      source: 'marc',
      sourceId: id ? `${control('003')?.trim() ?? ''}|${id}` : titleKey(title, printedYear?.[0]),
    },
    {
      title,
      series: first('490 440 830', 'a'),
      year: printedYear === null ? yearOf(title, releasedOn) : Number(printedYear[0]),
      abstract: first('520', 'a'),
      subjects: [...new Set(all('630 650 653', 'axyz'))],
      area: first('651', '0')?.split(REGION)[1],
      areaName: first('651', 'a'),
      kind:
        publicationKind.safeParse(first('655', 'a')).data ??
        (record.leader[7] === 's' ? 'serial' : 'book'),
      language: languageOf([fixed.slice(35, 38), ...all('041', 'a')]),
      isbn: number.exec(first('020', 'a') ?? '')?.[0].trim(),
      issn: number.exec(first('022', 'a') ?? '')?.[0].trim(),
      catalogueNumber: first('086', 'a'),
      publicationNumber: first('088', 'a'),
      releasedOn,
      authors: [...new Set(all('100 110 111 700 710 711 720', 'ab'))],
      publisher: first('260 264', 'b'),
      licence: first('540', 'a'),
    },
  );
  return Array.isArray(outcome)
    ? outcome.map((error) => ({
        ...error,
        record: id ? `${place} (${id})` : `${place}`,
        field: error.field && `${error.field} (${TAGS[error.field.split('.')[0] ?? ''] ?? '-'})`,
      }))
    : outcome;
}

/** Without the punctuation that ISBD puts between elements, and without a full stop after a word. */
function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[:;] )/g, '')
    .replace(/[\s/:;,=]+$/, '')
    .replace(/(?<=[\p{Ll}\d)\]]{3})\.$/u, '')
    .trim();
}

/** What is not said is Indonesian here, as in most catalogues of this country. */
function languageOf(codes: readonly string[]): 'id' | 'en' | 'id-en' | 'other' {
  const said = codes.join(' ').toLowerCase();
  const [indonesian, english] = [/\bind/.test(said), /\beng/.test(said)];
  if (indonesian && english) {
    return 'id-en';
  }
  if (english) {
    return 'en';
  }
  return indonesian || !/[a-z]{3}/.test(said.replaceAll(/und|mul|zxx/g, '')) ? 'id' : 'other';
}
