import { addPublication, publicationKind, publicationLanguage } from '@pst/contracts';
import type { z } from 'zod';
import { readRows } from './csv-rows.ts';
import {
  recordOf,
  seriesOf,
  titleKey,
  yearOf,
  type ImportedRecord,
  type RecordError,
  type RecordList,
} from './records.ts';

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
  licence: ['licence', 'lisensi'],
} as const;

type Field = keyof typeof COLUMNS;

/**
 * Publications from a CSV file with a header line. Subjects and authors are separated by `;` or `|`. A
 * line without an id is known by its title and year, so that the same file read twice changes nothing.
 */
export function readCsv(file: Buffer): RecordList {
  const [header, ...rows] = readRows(file);
  const names = header?.cells ?? [];
  return rows.map(({ line, cells, damage }) => () => {
    if (damage !== undefined) {
      return [{ record: `line ${line}`, field: null, problem: 'unreadable', message: damage }];
    }
    const outcome = fromRow(
      new Map(names.map((name, column) => [name, cells[column] ?? ''] as const)),
    );
    // The line in the file says more to whoever corrects it than an id of ours.
    return Array.isArray(outcome)
      ? outcome.map((error) => ({ ...error, record: `line ${line}` }))
      : outcome;
  });
}

function fromRow(row: ReadonlyMap<string, string>): ImportedRecord | RecordError[] {
  const read = (field: Field): string | undefined =>
    COLUMNS[field]
      .map((name) => row.get(name))
      .find((value) => value !== undefined && value !== '');
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
    licence: read('licence'),
  } satisfies z.input<typeof addPublication.request>;
  const sourceId = read('id') ?? titleKey(title, fields.year);
  return recordOf({ source: 'csv', sourceId }, fields);
}
