import type { listPublishedComments, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { useFigureWords } from '../figures/figure-words.ts';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

/** What users of the service wrote, as far as the office has published it; nothing where there is nothing. */
export function PublishedComments() {
  const say = useSay();
  const words = useFigureWords();
  const published = useQuery<ReplyOf<typeof listPublishedComments>, Problem>({
    queryKey: ['published-comments'],
    queryFn: () => ask('/v1/satisfaction/comments'),
  });
  const items = published.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  return (
    <section className="stack">
      <h2>{say('Saran pengguna layanan', 'What users wrote')}</h2>
      <div className="tiles">
        {items.map(({ comment, month }, place) => (
          <figure key={`${place} ${comment}`} className="card" style={{ margin: 0 }}>
            <blockquote style={{ margin: 0, overflowWrap: 'anywhere' }}>{comment}</blockquote>
            <figcaption className="soft small">{words.month(month)}</figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
