import type { ReplyOf, moveWorkstation } from '@pst/contracts';
import type { WorkingTime } from '@pst/service-standard';
import type { Workstation } from './domain/workstation.ts';

/** A workstation as the officers see it. */
export function workstationView(
  { id, name, state, visitId, since, dueAt }: Workstation,
  ticketNumber: string | null,
  limit: { time: WorkingTime; minutes: number },
): ReplyOf<typeof moveWorkstation> {
  return {
    id,
    name,
    state,
    visitId,
    ticketNumber,
    since: since.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    softLimitAt:
      state === 'in-use' ? limit.time.addWorkingMinutes(since, limit.minutes).toISOString() : null,
  };
}
