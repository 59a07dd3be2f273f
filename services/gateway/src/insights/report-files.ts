import type { FastifyReply } from 'fastify';
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node';

/** Rows of one kind; what a file for a spreadsheet is made of. */
export interface Table {
  /** At most 31 characters, as a sheet's name may have. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}
export type Value = string | number | null;

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const FILES = [CSV, XLSX] as const;

/** The file that `Accept` prefers to JSON, if it prefers one (RFC 9110 12.5.1). */
export function fileWanted(accept = ''): (typeof FILES)[number] | undefined {
  const [first] = accept
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { type: type.toLowerCase(), quality: Number(quality ?? 1) };
    })
    .filter(({ type }) => type === 'application/json' || isFile(type))
    .toSorted((left, right) => right.quality - left.quality);
  return FILES.find((file) => file === first?.type);
}

const isFile = (type: string) => (FILES as readonly string[]).includes(type);

/** Says of an answer that it is a file of this type and name. */
export function asFile<Content>(
  reply: FastifyReply,
  type: (typeof FILES)[number],
  name: string,
  content: Content,
): Content {
  const [media, extension] = type === CSV ? [`${CSV}; charset=utf-8`, 'csv'] : [XLSX, 'xlsx'];
  void reply.headers({
    'content-type': media,
    'content-disposition': `attachment; filename="${name}.${extension}"`,
  });
  return content;
}

/** RFC 4180, with a byte-order mark so that a spreadsheet reads it as UTF-8. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`);
  return `\uFEFF${lines.join('')}`;
}

function csvCell(value: Value): string {
  const text = typeof value === 'string' ? asText(value) : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A workbook with a sheet for each table, its first row bold and always in sight. */
export async function xlsxOf(tables: readonly Table[]): Promise<Buffer> {
  const header = (text: string): Cell => ({ value: text, type: String, fontWeight: 'bold' });
  // Text is stored as text and numbers as numbers, so nothing in a cell is ever computed.
  const cell = (value: Value): Cell =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, type: Number }
        : { value: asText(value), type: String, wrap: value.length > WIDEST };
  return writeExcelFile(
    tables.map((table) => {
      const data: SheetData = [
        table.columns.map(header),
        ...table.rows.map((row) => row.map(cell)),
      ];
      return { data, sheet: table.name, columns: widthsOf(table), stickyRowsCount: 1 };
    }),
  ).toBuffer();
}

const NARROWEST = 8;
const WIDEST = 60;

function widthsOf({ columns, rows }: Table): { width: number }[] {
  return columns.map((name, index) => {
    const longest = Math.max(name.length, ...rows.map((row) => String(row[index] ?? '').length));
    return { width: Math.min(WIDEST, Math.max(NARROWEST, longest + 2)) };
  });
}

/** A cell that begins like a formula is data all the same, also after somebody edits it. */
const asText = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Several tables as one, a value a line: for programs, which would stumble over many tables in a file. */
export function inOneTable(name: string, tables: readonly Table[]): Table {
  return {
    name,
    columns: ['table', 'row', 'measure', 'value'],
    rows: tables.flatMap((table) =>
      table.rows.flatMap((row) =>
        table.columns.slice(1).map((column, index): readonly Value[] => {
          const [first = null, ...rest] = row;
          return [table.name, first, column, rest[index] ?? null];
        }),
      ),
    ),
  };
}
