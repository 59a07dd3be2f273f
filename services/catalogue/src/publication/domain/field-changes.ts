import type { PublicationChange } from '@pst/contracts';
import type { AddPublication } from './fields.ts';

type FieldChange = PublicationChange['fields'][number];

/** What one description says otherwise than the other, field by field. */
export function fieldChanges(before: AddPublication, after: AddPublication): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .map((field) => ({ field, from: valueOf(before, field), to: valueOf(after, field) }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

function valueOf(fields: AddPublication, name: string): FieldChange['from'] {
  return new Map(Object.entries(fields)).get(name) ?? null;
}
