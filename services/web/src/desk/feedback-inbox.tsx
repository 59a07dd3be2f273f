import type { Account, listFeedback, moderateComment, ReplyOf, RequestOf } from '@pst/contracts';
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { WordsToHide } from '../components/words-to-hide.tsx';
import { useFigureWords } from '../figures/figure-words.ts';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Feedback = ReplyOf<typeof listFeedback>;
type Item = Feedback['items'][number];
type Decision = Pick<RequestOf<typeof moderateComment>, 'decision' | 'hide'>;

/** What visitors gave and wrote; the head decides what everybody may read. */
export function FeedbackInbox() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Penilaian dan saran', 'Ratings and comments')}
      roles={['officer', 'head', 'analyst', 'admin']}
    >
      {(me) => <Items me={me} />}
    </DeskPage>
  );
}

function Items({ me }: { me: Account }) {
  const say = useSay();
  const queries = useQueryClient();
  const { options } = useCodeWords();
  const [moderation, choose] = useState('');
  const decides = me.roles.some((role) => role === 'head' || role === 'admin');
  const feedback = useInfiniteQuery<Feedback, Problem>({
    queryKey: ['feedback', moderation],
    queryFn: ({ pageParam }) =>
      ask(
        `/v1/desk/feedback${query({ moderation: moderation || undefined, cursor: pageParam as string | undefined })}`,
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const decide = useAct(
    ({ id, ...body }: Decision & { id: string }, key) =>
      ask(`/v1/desk/feedback/${id}/moderation`, { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['feedback'] }),
  );
  const items = feedback.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="stack">
      <p className="soft">
        {say(
          'Tahun ini, tanpa nama dan tanpa hari. Saran tampil di halaman kepuasan setelah diterbitkan kepala kantor.',
          'This year, without names and days. Comments appear on the satisfaction page once the head publishes them.',
        )}
      </p>
      <NativeSelect
        label={say('Saran', 'Comments')}
        value={moderation}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          { value: '', label: say('Semua penilaian', 'All ratings') },
          ...options('moderation'),
        ]}
        maw={320}
      />
      <ProblemAlert problem={decide.error} />
      {feedback.isPending ? (
        <Loading />
      ) : feedback.error ? (
        <Failed problem={feedback.error} again={() => void feedback.refetch()} />
      ) : items.length === 0 ? (
        <Empty title={say('Belum ada penilaian', 'No ratings yet')}>
          <p>
            {say(
              'Penilaian masuk setelah pengunjung mengisi survei.',
              'Ratings come in once visitors answer the survey.',
            )}
          </p>
        </Empty>
      ) : (
        <ul className="list stack" style={{ gap: '0.75rem', margin: 0, padding: 0 }}>
          {items.map((item) => (
            <Card
              key={item.id}
              item={item}
              {...(decides && {
                decide: (decision: Decision) => decide.mutate({ id: item.id, ...decision }),
              })}
              busy={decide.isPending}
            />
          ))}
        </ul>
      )}
      {feedback.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={feedback.isFetchingNextPage}
            onClick={() => void feedback.fetchNextPage()}
          >
            {say('Tampilkan lagi', 'Show more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Card({
  item: { rating, source, month, comment, moderation, published },
  decide,
  busy,
}: {
  item: Item;
  decide?: (decision: Decision) => void;
  busy: boolean;
}) {
  const say = useSay();
  const words = useFigureWords();
  const { word } = useCodeWords();
  const [hide, setHide] = useState<string[]>([]);
  return (
    <li className="card stack" style={{ gap: '0.6rem', listStyle: 'none' }}>
      <div className="row between">
        <span>
          <strong>{say(`Nilai ${rating} dari 5`, `${rating} of 5`)}</strong>
          <span className="soft">
            {' '}
            · {word('surveySource', source)} · {words.month(month)}
          </span>
        </span>
        {moderation && <Badge>{word('moderation', moderation)}</Badge>}
      </div>
      {comment && <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{comment}</p>}
      {published !== null && published !== comment && (
        <div>
          <span className="soft small">{say('Dibaca umum sebagai', 'Everybody reads')}</span>
          <p className="bubble" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {published}
          </p>
        </div>
      )}
      {decide && comment && (
        <details>
          <summary>
            {say('Samarkan kata sebelum diterbitkan', 'Hide words before it is published')}
          </summary>
          <div style={{ paddingTop: '0.75rem' }}>
            <WordsToHide text={comment} hide={hide} choose={setHide} />
          </div>
        </details>
      )}
      {decide && moderation && (
        <div className="row">
          {(moderation !== 'published' || hide.length > 0) && (
            <Button
              size="sm"
              disabled={busy}
              onClick={() => decide({ decision: 'published', hide })}
            >
              {hide.length > 0
                ? say('Terbitkan tanpa kata itu', 'Publish without these words')
                : say('Terbitkan', 'Publish')}
            </Button>
          )}
          {moderation !== 'hidden' && (
            <Button
              size="sm"
              variant="default"
              disabled={busy}
              onClick={() => decide({ decision: 'hidden', hide: [] })}
            >
              {say('Jangan tampilkan', 'Keep from the public')}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
