import type { listPassedOverMails, ReplyOf, takePassedOverMail } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Mails = ReplyOf<typeof listPassedOverMails>;
type Taken = ReplyOf<typeof takePassedOverMail>;

/** What came by e-mail and was taken for nobody's report, for a person to look over. */
export function PassedOverMails() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Surat yang dilewati', 'Mails passed over')}
      roles={['complaint-handler', 'admin']}
    >
      {() => (
        <>
          <p>
            {say(
              'Balasan otomatis, surat yang kembali, surat massal, dan yang tidak terbaca tidak menjadi laporan. Kalau salah satunya ternyata dari seseorang, jadikan laporan di sini; pengirimnya menerima kode dan PIN.',
              'Automatic answers, mails that came back, mailing lists and what could not be read become no case. If one of them is from a person after all, make it a case here; its sender gets code and PIN.',
            )}
          </p>
          <Mails />
        </>
      )}
    </DeskPage>
  );
}

function Mails() {
  const say = useSay();
  const queries = useQueryClient();
  const found = useInfiniteQuery({
    queryKey: ['passed-over-mails'],
    queryFn: ({ pageParam }) =>
      ask<Mails>(`/v1/desk/passed-over-mails${query({ limit: 50, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }: Mails) => nextCursor,
  });
  const take = useAct(
    ({ id, action }: { id: string; action: string }, key) =>
      ask<Taken>(`/v1/desk/passed-over-mails/${id}/${action}`, { method: 'POST', body: {}, key }),
    async () => {
      await queries.invalidateQueries({ queryKey: ['passed-over-mails'] });
      await queries.invalidateQueries({ queryKey: ['complaint-inbox'] });
    },
  );
  if (found.isPending) {
    return <Loading />;
  }
  if (found.error) {
    return <Failed problem={found.error as Problem} again={() => void found.refetch()} />;
  }
  const mails = found.data.pages.flatMap(({ items }) => items);
  return (
    <div className="stack">
      <ProblemAlert problem={take.error} />
      <div role="status">{take.data && <Became of={take.data} />}</div>
      {mails.length === 0 && (
        <Empty title={say('Tidak ada surat yang dilewati', 'No mail was passed over')} />
      )}
      <ul className="results">
        {mails.map((mail) => (
          <PassedOver
            key={mail.id}
            of={mail}
            busy={take.isPending}
            act={(action) => take.mutate({ id: mail.id, action })}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {say('Tampilkan yang lebih lama', 'Show older ones')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Became({ of }: { of: Taken }) {
  const say = useSay();
  const { word } = useCodeWords();
  return of.complaintId === null ? (
    <p className="note">
      {say('Surat itu tetap dilewati', 'The mail is passed over as before')}:{' '}
      {word('passedOver', of.outcome)}.
    </p>
  ) : (
    <p className="note">
      {of.outcome === 'opened'
        ? say('Surat itu menjadi laporan.', 'The mail became a case.')
        : say('Surat itu masuk ke laporannya.', 'The mail went into its case.')}{' '}
      <Link to="/meja/pengaduan" search={{ laporan: of.complaintId }}>
        {say('Buka laporan', 'Open the case')}
      </Link>
    </p>
  );
}

function PassedOver({
  of,
  busy,
  act,
}: {
  of: Mails['items'][number];
  busy: boolean;
  act: (action: 'look-again' | 'take-in') => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const title = of.subject ?? say('Tanpa keterangan', 'Nothing known of it');
  const action = of.reason === 'unreadable' ? 'look-again' : 'take-in';
  const label =
    action === 'look-again'
      ? say('Baca ulang', 'Look again')
      : say('Jadikan laporan', 'Make it a case');
  return (
    <li className="row between" style={{ flexWrap: 'wrap' }}>
      <span style={{ flex: '1 1 260px', overflowWrap: 'anywhere' }}>
        <strong>{title}</strong>
        {of.from && <span style={{ display: 'block' }}>{of.from}</span>}
        <span className="soft small" style={{ display: 'block' }}>
          {word('passedOver', of.reason)} · {format.dayTime(of.receivedAt)}
          {of.uid !== null && ` · UID ${of.uid}`}
          {of.fingerprint !== null && ` · ${of.fingerprint}`}
        </span>
      </span>
      {of.uid !== null && (
        <Button
          variant="default"
          disabled={busy}
          aria-label={`${label}: ${title}, ${format.dayTime(of.receivedAt)}`}
          onClick={() => act(action)}
        >
          {label}
        </Button>
      )}
    </li>
  );
}
