import { readRows, textOf, type CsvRow } from './csv-rows.ts';
import { recordOf, seriesOf, titleKey, yearOf, type RecordList } from './records.ts';

/** The columns of SLiMS's bibliographic export, in its fixed order; the header line is optional there. */
const COLUMNS = [
  'title',
  'gmd_name',
  'edition',
  'isbn_issn',
  'publisher_name',
  'publish_year',
  'collation',
  'series_title',
  'call_number',
  'language_name',
  'place_name',
  'classification',
  'notes',
  'image',
  'sor',
  'authors',
  'topics',
  'item_code',
] as const;

const LANGUAGES: Readonly<Record<string, 'id' | 'en'>> = {
  indonesia: 'id',
  'bahasa indonesia': 'id',
  indonesian: 'id',
  english: 'en',
  inggris: 'en',
  'bahasa inggris': 'en',
};

/**
 * Publications and their hardcopies from the CSV export of SLiMS. It names no record by number, so that
 * title and year are what one is known by; every item code becomes a copy with that label, at the call
 * number as its shelf mark.
 */
export function readSlims(file: Buffer): RecordList {
  return rowsOf(file)
    .filter(({ cells }) => cells[0] !== 'title' || cells[3] !== 'isbn_issn')
    .map(({ line, cells, damage }) => () => {
      const record = `line ${line}`;
      if (damage !== undefined) {
        return [{ record, field: null, problem: 'unreadable', message: damage }];
      }
      const read = (column: (typeof COLUMNS)[number]) =>
        cells[COLUMNS.indexOf(column)]?.trim() || undefined;
      const title = read('title') ?? '';
      const printed = /\d{4}/.exec(read('publish_year') ?? '')?.[0];
      const number = read('isbn_issn');
      const isIssn = /^\d{4}-?\d{3}[\dXx]$/.test(number ?? '');
      const language = read('language_name')?.toLowerCase();
      const outcome = recordOf(
        { source: 'slims', sourceId: titleKey(title, printed) },
        {
          title,
          series: read('series_title') ?? seriesOf(title),
          year: printed === undefined ? yearOf(title, undefined) : Number(printed),
          abstract: read('notes'),
          subjects: listOf(read('topics')),
          kind: isIssn || seriesOf(title) !== undefined ? 'serial' : 'book',
          language: language === undefined ? 'id' : (LANGUAGES[language] ?? 'other'),
          issn: isIssn ? number : undefined,
          isbn: isIssn ? undefined : number,
          authors: listOf(read('authors')),
          publisher: read('publisher_name'),
        },
      );
      return Array.isArray(outcome)
        ? outcome.map((error) => ({ ...error, record }))
        : {
            ...outcome,
            copies: listOf(read('item_code')).map((label) => ({
              label,
              shelfMark: read('call_number') ?? label,
            })),
          };
    });
}

/**
 * SLiMS puts every cell in quotes, a record on a line, and leaves quotes inside a cell as they are; a
 * spreadsheet that saved the file again has made proper CSV of it.
 */
function rowsOf(file: Buffer): CsvRow[] {
  const lines = textOf(file).split(/\r\n|\n|\r/);
  const written = lines.filter((line) => line.trim() !== '');
  if (!written.every((line) => /^"(?:.*",)?.*",?$/.test(line) && line.split('","').length > 10)) {
    return readRows(file);
  }
  return lines.flatMap((line, index) =>
    line.trim() === ''
      ? []
      : [{ line: index + 1, cells: line.replaceAll(/^"|",?$/g, '').split('","') }],
  );
}

/** `<Dalam Angka><Kependudukan>`, as SLiMS writes what there are several of. */
function listOf(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/<([^>]+)>/g)].map(([, item = '']) => item.trim());
}
