import type { Publication } from '@pst/contracts';

/** The form's own values: everything a text, lists one to a line. */
export type RecordValues = Record<RecordField, string>;

const TEXTS = [
  'title',
  'series',
  'abstract',
  'area',
  'areaName',
  'issn',
  'isbn',
  'catalogueNumber',
  'publicationNumber',
  'releasedOn',
  'publisher',
  'licence',
] as const;
const LISTS = ['subjects', 'authors'] as const;
export type RecordField =
  | (typeof TEXTS)[number]
  | (typeof LISTS)[number]
  | 'year'
  | 'kind'
  | 'language';

/** What the form shows of a record; of a new one what most records are. */
export function valuesOf(record?: Publication): RecordValues {
  const texts = Object.fromEntries(TEXTS.map((field) => [field, record?.[field] ?? '']));
  const lists = Object.fromEntries(LISTS.map((field) => [field, record?.[field].join('\n') ?? '']));
  return {
    ...texts,
    ...lists,
    year: record?.year?.toString() ?? '',
    kind: record?.kind ?? 'serial',
    language: record?.language ?? 'id',
  } as RecordValues;
}

/** The body of a request: what differs from before, with null for what was emptied. */
export function bodyOf(values: RecordValues, before?: RecordValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [field, text] of Object.entries(values)) {
    const value = text.trim();
    const differs = before === undefined ? value !== '' : text !== before[field as RecordField];
    if (differs) {
      body[field] = typed(field, value);
    }
  }
  return body;
}

function typed(field: string, value: string): unknown {
  if (field === 'subjects' || field === 'authors') {
    return value
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }
  if (value === '') {
    return null;
  }
  return field === 'year' ? Number(value) : value;
}
