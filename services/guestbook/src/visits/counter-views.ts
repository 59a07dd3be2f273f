import type { ReplyOf, moveCounter } from '@pst/contracts';
import type { EntityManager } from 'typeorm';
import type { Counter } from './domain/counter.ts';

/** Counters as an officer sees them: whose they are, and which visitor is there. */
export async function counterViews(
  db: EntityManager,
  counters: readonly Counter[],
  around: { office: string; businessDate: string; actorId: string | null },
): Promise<ReplyOf<typeof moveCounter>[]> {
  const there: { counter: string; ticketNumber: string }[] = await db.query(
    `select distinct on (counter) counter, ticket_number as "ticketNumber" from visit
     where office = $1 and business_date = $2 and state in ('called', 'serving')
     order by counter, called_at desc`,
    [around.office, around.businessDate],
  );
  const ticketAt = new Map(there.map(({ counter, ticketNumber }) => [counter, ticketNumber]));
  return counters.map(({ id, name, state, services, officerId, since }) => ({
    id,
    name,
    state,
    services,
    officerId,
    mine: officerId !== null && officerId === around.actorId,
    since: since?.toISOString() ?? null,
    ticketNumber: ticketAt.get(name) ?? null,
  }));
}
