import type { findSimilarComplaints, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCodeWords } from '../components/code-words.ts';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

/** Other reports that may be about the same thing, to look at or handle it with. Nothing where there is none. */
export function SimilarComplaints({
  id,
  choose,
  act,
}: {
  id: string;
  choose: (id: string) => void;
  act: (action: { action: 'merge'; intoId: string }) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const similar = useQuery<ReplyOf<typeof findSimilarComplaints>, Problem>({
    queryKey: ['similar-complaints', id],
    queryFn: () => ask(`/v1/desk/complaints/${id}/similar`),
  });
  if (similar.data === undefined || similar.data.items.length === 0) {
    return null;
  }
  return (
    <section className="stack" style={{ gap: '0.5rem' }}>
      <h3>{say('Mungkin tentang hal yang sama', 'May be about the same thing')}</h3>
      <div className="card" style={{ padding: 0, overflow: 'hidden' }}>
        {similar.data.items.map((one) => (
          <div
            key={one.id}
            className="row"
            style={{
              flexWrap: 'nowrap',
              paddingRight: '0.75rem',
              borderBottom: '1px solid var(--line)',
            }}
          >
            <button
              type="button"
              className="pick"
              style={{ borderBottom: 0 }}
              onClick={() => choose(one.id)}
            >
              <b>{one.subject}</b>
              <span className="soft small">
                {one.number} · {word('complaintChannel', one.channel)} ·{' '}
                {word('complaintState', one.state)} · {format.shortDay(one.receivedAt)} ·{' '}
                {say(
                  `${format.number(one.likeness * 100)}% kata sama`,
                  `${format.number(one.likeness * 100)}% of the words`,
                )}
              </span>
            </button>
            {one.state !== 'closed' && one.handedOver === null && (
              <Button
                variant="default"
                style={{ flex: 'none' }}
                aria-label={say(`Gabung ke ${one.number}`, `Merge into ${one.number}`)}
                onClick={() => act({ action: 'merge', intoId: one.id })}
              >
                {say('Gabung', 'Merge')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
