import type { listFollowUps, ReplyOf } from '@pst/contracts';
import { questionnaire } from '@pst/contracts/browser';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFigureWords } from '../figures/figure-words.ts';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

export type FollowUp = ReplyOf<typeof listFollowUps>['items'][number];

/**
 * What the office does about low elements, for everybody; nothing where there is no plan. `act` is what
 * may be done with one.
 */
export function FollowUpList({ act }: { act?: (followUp: FollowUp) => ReactNode }) {
  const say = useSay();
  const words = useFigureWords();
  const whole = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const followUps = useQuery<ReplyOf<typeof listFollowUps>, Problem>({
    queryKey: ['follow-ups'],
    queryFn: () => ask('/v1/satisfaction/follow-ups'),
  });
  const items = followUps.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  return (
    <section className="stack">
      <h2>{say('Rencana tindak lanjut', 'Follow-up plan')}</h2>
      <ul className="tiles" style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {items.map((followUp) => (
          <li
            key={followUp.id}
            className="card stack"
            style={{ gap: '0.3rem', alignContent: 'start' }}
          >
            <strong>{say(...questionnaire[followUp.element].name)}</strong>
            <span style={{ overflowWrap: 'anywhere' }}>{followUp.action}</span>
            <span className="soft small">
              {followUp.owner} ·{' '}
              {followUp.doneOn === null
                ? `${say('paling lambat', 'by')} ${words.date(followUp.dueOn, whole)}`
                : `${say('selesai', 'done')} ${words.date(followUp.doneOn, whole)}`}
              {followUp.overdue && ` · ${say('lewat waktu', 'overdue')}`}
            </span>
            {act?.(followUp)}
          </li>
        ))}
      </ul>
    </section>
  );
}
