import { addPublication, publicationKind, publicationLanguage } from '@pst/contracts';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { recordOf, seriesOf, yearOf, type ImportedRecord, type RecordError } from './records.ts';

type Row = Record<string, string>;

/** Names of columns, ours and those that lists of BPS offices have; the first that is there counts. */
const COLUMNS = {
  id: ['id', 'pub_id'],
  title: ['title', 'judul'],
  series: ['series', 'seri'],
  year: ['year', 'tahun'],
  abstract: ['abstract', 'abstrak'],
  subjects: ['subjects', 'subjek', 'kategori_repo'],
  area: ['area', 'domain', 'kode_wilayah'],
  areaName: ['areaName', 'wilayah'],
  kind: ['kind', 'jenis'],
  language: ['language', 'bahasa'],
  issn: ['issn'],
  isbn: ['isbn'],
  catalogueNumber: ['catalogueNumber', 'kat_no'],
  publicationNumber: ['publicationNumber', 'pub_no'],
  releasedOn: ['releasedOn', 'rl_date'],
  authors: ['authors', 'penulis'],
  publisher: ['publisher', 'penerbit'],
} as const;

type Field = keyof typeof COLUMNS;

/**
 * Publications from a CSV file with a header line (comma or semicolon, UTF-8 with or without BOM).
 * Subjects and authors are separated by `;` or `|`. A line without an id is known by its title and
 * year, so that the same file read twice changes nothing.
 */
export function readCsv(text: string): (ImportedRecord | RecordError[])[] {
  const delimiter = /^[^\r\n]*;/.test(text) && !/^[^\r\n]*,/.test(text) ? ';' : ',';
  let rows: Row[];
  try {
    rows = parse(text, {
      columns: true,
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw new Error('The CSV file cannot be read; check its quotes', { cause: error });
  }
  return rows.map(fromRow);
}

function fromRow(row: Row, index: number): ImportedRecord | RecordError[] {
  const read = (field: Field): string | undefined => {
    const column = COLUMNS[field].find((name) => (row[name] ?? '') !== '');
    return column === undefined ? undefined : row[column];
  };
  const title = read('title') ?? '';
  const releasedOn = read('releasedOn');
  const year = read('year');
  const list = (field: Field) =>
    (read(field) ?? '')
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const known = <Value>(value: string | undefined, schema: z.ZodType<Value>) =>
    schema.safeParse(value).data;
  const fields = {
    title,
    series: read('series') ?? seriesOf(title),
    year: year === undefined ? yearOf(title, releasedOn) : Number(year),
    abstract: read('abstract'),
    subjects: list('subjects'),
    area: read('area'),
    areaName: read('areaName'),
    kind: read('kind') === undefined ? 'serial' : (known(read('kind'), publicationKind) ?? 'other'),
    language: known(read('language'), publicationLanguage) ?? 'id',
    issn: read('issn'),
    isbn: read('isbn'),
    catalogueNumber: read('catalogueNumber'),
    publicationNumber: read('publicationNumber'),
    releasedOn,
    authors: list('authors'),
    publisher: read('publisher'),
  } satisfies z.input<typeof addPublication.request>;
  const sourceId = read('id') ?? `${title.toLowerCase()}|${fields.year ?? ''}`;
  const outcome = recordOf({ source: 'csv', sourceId }, fields);
  // The line in the file says more to whoever corrects it than an id of ours.
  return Array.isArray(outcome)
    ? outcome.map((error) => ({ ...error, record: `line ${index + 2}` }))
    : outcome;
}
