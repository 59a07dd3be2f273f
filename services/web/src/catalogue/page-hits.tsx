import type { ReplyOf, searchPages } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { Marked } from './marked.tsx';

type Found = ReplyOf<typeof searchPages>;
const AT_ONCE = 5;

/** Where the words stand inside the PDFs that the reader may open; nothing when they stand nowhere. */
export function PageHits({ q }: { q: string }) {
  const say = useSay();
  const found = useInfiniteQuery<Found, Problem>({
    queryKey: ['pages', q],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(
        `/v1/pages${query({ q, limit: AT_ONCE, cursor: typeof pageParam === 'string' ? pageParam : undefined })}`,
        { signal },
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const hits = found.data?.pages.flatMap(({ items }) => items) ?? [];
  if (hits.length === 0) {
    return null;
  }
  return (
    <section className="stack" aria-labelledby="in-the-pdfs">
      <h2 id="in-the-pdfs">{say('Di halaman PDF', 'On the pages of PDFs')}</h2>
      <ul className="results">
        {hits.map(({ publicationId, title, page, snippet }) => (
          <li key={`${publicationId} ${page}`}>
            <h3>
              <Link
                to="/baca/$id"
                params={{ id: publicationId }}
                search={{ halaman: page, cari: q }}
              >
                {title}, {say('halaman', 'page')} <span className="num">{page}</span>
              </Link>
            </h3>
            <p className="small">
              <Marked text={snippet} />
            </p>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {say('Halaman lain', 'More pages')}
          </Button>
        </div>
      )}
    </section>
  );
}
