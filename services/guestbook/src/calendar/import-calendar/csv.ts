import { calendarUnreadable, type DayOff } from '@pst/contracts';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ProposedDay } from '../domain/calendar.ts';
import type { FileRead, LineError, Say } from './read-file.ts';

/** Names of columns, Indonesian and English; the first that is there counts. */
const COLUMNS = {
  date: ['tanggal', 'date'],
  kind: ['jenis', 'kind'],
  name: ['nama', 'keterangan', 'name'],
} as const;
type Field = keyof typeof COLUMNS;

const KINDS: Readonly<Record<string, DayOff['kind']>> = {
  'libur nasional': 'national-holiday',
  'national holiday': 'national-holiday',
  'public holiday': 'national-holiday',
  'cuti bersama': 'collective-leave',
  'collective leave': 'collective-leave',
  'joint holiday': 'collective-leave',
  'tutup kantor': 'office-closure',
  'office closure': 'office-closure',
};

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

const isoDate = z.iso.date();

/** Days off from a CSV file with a header line: date, kind and name (comma or semicolon, UTF-8). */
export function readCsv(text: string, say: Say): FileRead {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  let lines: Line[];
  try {
    lines = parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter: header.includes(';') ? ';' : ',',
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as Line[]; // with `info` each record comes with its place in the file
  } catch {
    throw calendarUnreadable.error({ format: 'csv' });
  }
  const days: ProposedDay[] = [];
  const errors: LineError[] = [];
  for (const { record, info } of lines) {
    const { day, wrong } = dayIn(record, say);
    if (day !== undefined) {
      days.push(day);
    }
    errors.push(...wrong.map((error) => ({ line: info.lines, ...error })));
  }
  return { days, errors };
}

function dayIn(record: Line['record'], say: Say) {
  const wrong: Omit<LineError, 'line'>[] = [];
  const column = (field: Field) =>
    COLUMNS[field].find((name) => record[name] !== undefined) ?? COLUMNS[field][0];
  const read = (field: Field) => record[column(field)] ?? '';
  const refuse = (field: Field, id: string, en: string) =>
    wrong.push({ field: column(field), message: say(id, en) });
  const date = read('date');
  if (!isoDate.safeParse(date).success) {
    refuse(
      'date',
      'Tulis tanggal sebagai TTTT-BB-HH, misalnya 2027-01-01.',
      'Write the date as YYYY-MM-DD, such as 2027-01-01.',
    );
  }
  const kind =
    KINDS[
      read('kind')
        .toLowerCase()
        .replaceAll(/[\s_-]+/g, ' ')
    ];
  if (kind === undefined) {
    refuse(
      'kind',
      'Tulis jenisnya: libur_nasional, cuti_bersama, atau tutup_kantor.',
      'Write the kind: national-holiday, collective-leave or office-closure.',
    );
  }
  const name = read('name');
  if (name === '' || name.length > 120) {
    refuse(
      'name',
      'Tulis nama hari libur, paling panjang 120 huruf.',
      'Write the name of the day off, at most 120 characters.',
    );
  }
  const day =
    wrong.length > 0 || kind === undefined ? undefined : { date, name, kind, observance: false };
  return { day, wrong };
}
