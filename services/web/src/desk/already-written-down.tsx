import type { findSimilarToDraft, ReplyOf, RequestOf } from '@pst/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCodeWords } from '../components/code-words.ts';

import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

const PAUSE_MS = 700;
/** Less says too little of what a report is about. */
const FEWEST_LETTERS = 20;

/** Reports that may be about what is being written down, so that no paper enters the register twice. */
export function AlreadyWrittenDown({ draft }: { draft: RequestOf<typeof findSimilarToDraft> }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [settled] = useDebouncedValue(JSON.stringify(draft), PAUSE_MS);
  const { subject, body } = JSON.parse(settled) as typeof draft;
  const similar = useQuery<ReplyOf<typeof findSimilarToDraft>, Problem>({
    queryKey: ['similar-to-draft', settled],
    queryFn: () =>
      ask('/v1/desk/complaints/similar', { method: 'POST', body: JSON.parse(settled) as object }),
    enabled: subject.trim() !== '' && body.trim().length >= FEWEST_LETTERS,
    // What somebody wrote does not stay in memory when they are done.
    gcTime: 0,
  });
  const items = similar.data?.items ?? [];
  return (
    <div aria-live="polite">
      {items.length > 0 && (
        <div className="note stack" style={{ gap: '0.5rem' }}>
          <strong>{say('Mungkin sudah dicatat', 'This may be written down already')}</strong>
          <ul className="list">
            {items.map((one) => (
              <li key={one.id}>
                <Link to="/meja/pengaduan" search={{ laporan: one.id }}>
                  {one.subject}
                </Link>{' '}
                <span className="soft small">
                  {one.number} · {word('complaintChannel', one.channel)} ·{' '}
                  {word('complaintState', one.state)} · {format.shortDay(one.receivedAt)}
                </span>
              </li>
            ))}
          </ul>
          <p className="small">
            {say(
              'Dua laporan tentang hal yang sama tetap dicatat keduanya, lalu digabung.',
              'Two reports about the same thing are both written down, and merged then.',
            )}
          </p>
        </div>
      )}
    </div>
  );
}
