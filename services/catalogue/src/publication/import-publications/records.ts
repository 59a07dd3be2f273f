import { addPublication } from '@pst/contracts';
import type { z } from 'zod';
import type { AddPublication } from '../domain/fields.ts';
import type { Origin } from '../domain/publication.ts';

/** A record of a foreign list, in our terms. */
export interface ImportedRecord {
  readonly origin: Origin;
  readonly fields: AddPublication;
}

/** Why a record was left out, for whoever corrects the list. */
export interface RecordError {
  readonly record: string;
  readonly field: string | null;
  readonly message: string;
}

/** The record, or what is wrong with it field by field. */
export function recordOf(
  origin: Origin,
  fields: z.input<typeof addPublication.request>,
): ImportedRecord | RecordError[] {
  const parsed = addPublication.request.safeParse(fields);
  if (parsed.success) {
    return { origin, fields: parsed.data };
  }
  return parsed.error.issues.map((issue) => ({
    record: origin.sourceId,
    field: issue.path.join('.') || null,
    message: issue.message,
  }));
}

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
