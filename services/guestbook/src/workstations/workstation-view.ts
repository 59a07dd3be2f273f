import type { ReadingRow, WorkstationRow } from './workstation.schema.ts';

export const workstationView = ({ id, name, state, visitId, since }: WorkstationRow) => ({
  id,
  name,
  state,
  visitId,
  since: since.toISOString(),
});

export const readingView = ({ id, visitId, copyId, startedAt, returnedAt }: ReadingRow) => ({
  id,
  visitId,
  copyId,
  startedAt: startedAt.toISOString(),
  returnedAt: returnedAt?.toISOString() ?? null,
});
