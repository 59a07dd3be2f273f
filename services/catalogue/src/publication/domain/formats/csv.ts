import type { Described } from './described.ts';

/** The columns that an import reads, and the address. */
const COLUMNS = [
  'id',
  'title',
  'series',
  'year',
  'abstract',
  'subjects',
  'area',
  'areaName',
  'kind',
  'language',
  'issn',
  'isbn',
  'catalogueNumber',
  'publicationNumber',
  'releasedOn',
  'authors',
  'publisher',
  'licence',
  'url',
] as const;

export const csvHeader = `\uFEFF${COLUMNS.join(',')}\r\n`;

type Value = string | number | readonly string[] | undefined;

/** The publication as a line of CSV (RFC 4180). */
export function csvLine({ id, fields }: Described, url: string): string {
  const values: Readonly<Record<string, Value>> = { id, url, ...fields };
  return `${COLUMNS.map((column) => cell(values[column])).join(',')}\r\n`;
}

function cell(value: Value): string {
  const text = typeof value === 'object' ? value.join(';') : String(value ?? '');
  // A spreadsheet would compute what begins like a formula.
  const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
