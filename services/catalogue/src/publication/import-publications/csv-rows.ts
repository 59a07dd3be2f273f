import { parse } from 'csv-parse/sync';

/** One row, or what is wrong with it. */
export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly damage?: string;
}

/** Beyond this a file is not a list with mistakes in it, but something else. */
const MOST_OPEN_QUOTES = 100;

/**
 * The rows of a CSV file: comma or semicolon, UTF-8 or Windows-1252. A row with a stray quote is named;
 * one whose quote is never closed is given up at its line end, so that it does not swallow the rest.
 */
export function readRows(file: Buffer): CsvRow[] {
  const lines = textOf(file).split(/\r\n|\n|\r/);
  const delimiter = /;/.test(lines[0] ?? '') && !/,/.test(lines[0] ?? '') ? ';' : ',';
  const rows: CsvRow[] = [];
  let from = 0;
  for (let left = MOST_OPEN_QUOTES; from < lines.length && left > 0; left -= 1) {
    const found = rowsOf(lines.slice(from).join('\n'), delimiter, from);
    rows.push(...found.rows);
    if (lines.slice(found.end).every((line) => line.trim() === '')) {
      break;
    }
    from = found.end + 1;
    rows.push({ line: from, cells: [], damage: 'a quote is opened and never closed' });
  }
  return rows;
}

/** The rows of a text that begins after `before` lines, and how far they go: to the end, or to an open quote. */
function rowsOf(text: string, delimiter: string, before: number) {
  const rows: CsvRow[] = [];
  let end = before;
  parse(text, {
    delimiter,
    bom: true,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }) => {
      if (cells.some((cell) => cell !== '')) {
        rows.push({ line: end + 1, cells: cells.map(unguarded) });
      }
      end = before + lines;
      return null;
    },
    on_skip: (error) => {
      if (error?.code !== 'CSV_QUOTE_NOT_CLOSED') {
        rows.push({ line: end + 1, cells: [], damage: error?.message ?? 'damaged' });
        end = before + Number(error?.['lines'] ?? 0);
      }
      return undefined;
    },
  });
  return { rows, end };
}

/** The apostrophe before what a spreadsheet would compute, as exports write it. */
const unguarded = (cell: string) => cell.replace(/^'(?=[=+@])/, '');

/** Spreadsheets of older offices save the code page of Windows. */
export function textOf(file: Buffer): string {
  const text = file.toString('utf8');
  return text.includes('\u{FFFD}') ? new TextDecoder('windows-1252').decode(file) : text;
}
