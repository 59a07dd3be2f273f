import type { listColleagues, readAccessJournal, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCodeWords } from '../components/code-words.ts';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Journal = ReplyOf<typeof readAccessJournal>;
type Colleagues = ReplyOf<typeof listColleagues>;

/** Who changed how an account is signed in to, for the head of the office. */
export function AccessJournal() {
  const say = useSay();
  return (
    <DeskPage title={say('Jurnal akses', 'Journal of access')} roles={['head', 'admin']}>
      {() => <Lines />}
    </DeskPage>
  );
}

function Lines() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const colleagues = useQuery<Colleagues, Problem>({
    queryKey: ['colleagues'],
    queryFn: () => ask('/v1/desk/colleagues'),
    staleTime: 300_000,
  });
  const journal = useInfiniteQuery({
    queryKey: ['access-journal'],
    queryFn: ({ pageParam }) =>
      ask<Journal>(`/v1/desk/access-journal${query({ limit: 50, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: Journal) => nextCursor,
  });
  if (journal.isPending) {
    return <Loading />;
  }
  if (journal.error) {
    return <Failed problem={journal.error as Problem} again={() => void journal.refetch()} />;
  }
  const lines = journal.data.pages.flatMap(({ items }) => items);
  const nameOf = (accountId: string) =>
    colleagues.data?.items.find(({ id }) => id === accountId)?.name ?? `…${accountId.slice(-6)}`;
  if (lines.length === 0) {
    return (
      <Empty title={say('Belum ada yang berubah', 'Nothing has changed yet')}>
        <p>
          {say(
            'Setiap langkah kedua yang dipasang, dilepas, atau direset tercatat di sini.',
            'Each second step that is set up, taken off or reset is written down here.',
          )}
        </p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      <ul className="results">
        {lines.map(({ id, action, accountId, actorId, reason, at }) => (
          <li key={id}>
            <strong>
              {nameOf(accountId)} · {word('accessAction', action)}
            </strong>
            <span className="soft small" style={{ display: 'block' }}>
              {actorId !== accountId && `${say('oleh', 'by')} ${nameOf(actorId)} · `}
              {reason !== null && `${word('secondFactorReset', reason)} · `}
              {format.dayTime(at)}
            </span>
          </li>
        ))}
      </ul>
      {journal.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={journal.isFetchingNextPage}
            onClick={() => void journal.fetchNextPage()}
          >
            {say('Tampilkan yang lebih lama', 'Show older ones')}
          </Button>
        </div>
      )}
    </div>
  );
}
