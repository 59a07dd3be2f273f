import type { listColleagues, listIdentityReads, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCodeWords } from '../components/code-words.ts';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Reads = ReplyOf<typeof listIdentityReads>;
type Colleagues = ReplyOf<typeof listColleagues>;

/** Who read who a reporter is, for the head of the office. */
export function IdentityReads() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Pembacaan identitas pelapor', 'Reporters’ identities read')}
      roles={['head', 'admin']}
    >
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
  const reads = useInfiniteQuery({
    queryKey: ['identity-reads'],
    queryFn: ({ pageParam }) =>
      ask<Reads>(`/v1/desk/identity-reads${query({ limit: 50, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: Reads) => nextCursor,
  });
  if (reads.isPending) {
    return <Loading />;
  }
  if (reads.error) {
    return <Failed problem={reads.error as Problem} again={() => void reads.refetch()} />;
  }
  const lines = reads.data.pages.flatMap(({ items }) => items);
  const nameOf = (accountId: string) =>
    colleagues.data?.items.find(({ id }) => id === accountId)?.name ?? `…${accountId.slice(-6)}`;
  if (lines.length === 0) {
    return (
      <Empty title={say('Belum ada yang membaca identitas pelapor', 'Nobody read one yet')}>
        <p>
          {say(
            'Setiap kali petugas memperlihatkan nama atau kontak pelapor, tercatat di sini.',
            'Each time an officer shows a reporter’s name or contact, it is written down here.',
          )}
        </p>
      </Empty>
    );
  }
  return (
    <div className="stack">
      <ul className="results">
        {lines.map(({ id, number, accountId, reason, at }) => (
          <li key={id}>
            <strong>
              {nameOf(accountId)} · {number}
            </strong>
            <span className="soft small" style={{ display: 'block' }}>
              {word('identityReason', reason)} · {format.dayTime(at)}
            </span>
          </li>
        ))}
      </ul>
      {reads.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={reads.isFetchingNextPage}
            onClick={() => void reads.fetchNextPage()}
          >
            {say('Tampilkan yang lebih lama', 'Show older ones')}
          </Button>
        </div>
      )}
    </div>
  );
}
