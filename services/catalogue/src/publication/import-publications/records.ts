import { addPublication, type readImport, type ReplyOf } from '@pst/contracts';
import type { z } from 'zod';
import type { AddPublication } from '../domain/fields.ts';
import type { Origin } from '../domain/publication.ts';

/** A record of a foreign list, in our terms. */
export interface ImportedRecord {
  readonly origin: Origin;
  readonly fields: AddPublication;
  /** Where its PDF can be fetched, for a while. */
  readonly pdf?: string;
  /** Hardcopies by the codes on their labels. */
  readonly copies?: readonly { readonly shelfMark: string; readonly label: string }[];
}

/** Why a record was left out, for whoever corrects the list. */
export type RecordError = ReplyOf<typeof readImport>['errors'][number];

/** A list: one reading per record, so that a damaged one harms no other. */
export type RecordList = readonly (() => ImportedRecord | RecordError[])[];

/** What a record holds cannot be made out at all. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The record, or what is wrong with it field by field. */
export function recordOf(
  origin: Origin,
  fields: z.input<typeof addPublication.request>,
): ImportedRecord | RecordError[] {
  const parsed = addPublication.request.safeParse(storable(fields));
  return parsed.success
    ? { origin: storable(origin), fields: parsed.data }
    : errorsOf(origin.sourceId, parsed.error);
}

/** What a schema found wrong with the record, in the words of the job. */
export function errorsOf(record: string, { issues }: z.ZodError): RecordError[] {
  return issues.map((issue) => ({
    record,
    field: issue.path.join('.') || null,
    problem: problemOf(issue),
    message: issue.message,
  }));
}

function problemOf({ code, input }: z.core.$ZodIssue): RecordError['problem'] {
  if (code === 'too_small' || (code === 'invalid_type' && input === undefined)) {
    return 'missing';
  }
  return code === 'too_big' ? 'too-long' : 'invalid';
}

/** Without what no text column can hold: controls other than tab and line end, halves of characters. */
function storable<Value>(value: Value): Value {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll(/(?![\t\n])\p{Cc}/gu, '') : part,
  );
  return JSON.parse(text) as Value;
}

/** How a record without a number of its own is known: the same title and year are the same record. */
export const titleKey = (title: string, year: string | number | undefined): string =>
  `${title.toLowerCase()}|${year ?? ''}`;

/** The year in a title's end (`… Dalam Angka 2024`), else that of the release. */
export function yearOf(title: string, releasedOn: string | undefined): number | undefined {
  const years = [...title.matchAll(/\b(?:19|20)\d{2}\b/g)].map(([year]) => Number(year));
  return years.at(-1) ?? (releasedOn === undefined ? undefined : Number(releasedOn.slice(0, 4)));
}

/** The title without its year: what the editions of a series have in common. */
export function seriesOf(title: string): string | undefined {
  const series = title.replaceAll(
    /[\s,–-]*\b(?:19|20)\d{2}\b(?:\s*[-/–]\s*(?:19|20)?\d{2,4})?/g,
    ' ',
  );
  const tidy = series
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s,:–-]+$/, '')
    .trim();
  return tidy === '' || tidy === title ? undefined : tidy;
}
