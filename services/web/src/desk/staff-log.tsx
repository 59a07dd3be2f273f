import { Button } from '@mantine/core';
import type { listColleagues, ReplyOf } from '@pst/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

type Colleagues = ReplyOf<typeof listColleagues>;

interface Part<Line> {
  readonly items: Line[];
  readonly nextCursor: string | null;
}

interface StaffLogProps<Line> {
  /** The list at the desk, such as `identity-reads`. */
  readonly of: string;
  /** While nothing stands in it. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (line: Line, nameOf: (accountId: string) => string) => ReactNode;
}

/** What the staff did, newest first, with the names of colleagues. */
export function StaffLog<Line extends { readonly id: string }>(props: StaffLogProps<Line>) {
  const { of, empty, children } = props;
  const say = useSay();
  const colleagues = useQuery<Colleagues, Problem>({
    queryKey: ['colleagues'],
    queryFn: () => ask('/v1/desk/colleagues'),
    staleTime: 300_000,
  });
  const log = useInfiniteQuery({
    queryKey: [of],
    queryFn: ({ pageParam }) =>
      ask<Part<Line>>(`/v1/desk/${of}${query({ limit: 50, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: Part<Line>) => nextCursor,
  });
  if (log.isPending) {
    return <Loading />;
  }
  if (log.error) {
    return <Failed problem={log.error as Problem} again={() => void log.refetch()} />;
  }
  const lines = log.data.pages.flatMap(({ items }) => items);
  const nameOf = (accountId: string) =>
    colleagues.data?.items.find(({ id }) => id === accountId)?.name ?? `…${accountId.slice(-6)}`;
  if (lines.length === 0) {
    return (
      <Empty title={empty.title}>
        <p>{empty.text}</p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      <ul className="results">
        {lines.map((line) => (
          <li key={line.id}>{children(line, nameOf)}</li>
        ))}
      </ul>
      {log.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            {say('Tampilkan yang lebih lama', 'Show older ones')}
          </Button>
        </div>
      )}
    </div>
  );
}
