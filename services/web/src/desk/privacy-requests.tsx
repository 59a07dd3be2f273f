import type {
  decidePrivacyRequest,
  listPrivacyRequests,
  readPrivacyRequestDetail,
  ReplyOf,
  RequestOf,
} from '@pst/contracts';
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Failed, Loading, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { zoneName } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { PrintedCopy } from './printed-copy.tsx';

type Requests = ReplyOf<typeof listPrivacyRequests>;
type Request = Requests['items'][number];
type Decision = Omit<RequestOf<typeof decidePrivacyRequest>, 'requestId'>;
type Reason = NonNullable<Decision['reason']>;

/** What persons ask about their own data, newest first, and the office's answer in the law's time. */
export function PrivacyRequests() {
  const say = useSay();
  const requests = useInfiniteQuery<Requests, Problem>({
    queryKey: ['privacy-requests'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        `/v1/desk/privacy-requests${query({ cursor: typeof pageParam === 'string' ? pageParam : undefined })}`,
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 60_000,
  });
  return (
    <section className="stack">
      <h2>{say('Permohonan data pribadi', 'Privacy requests')}</h2>
      <p className="soft">
        {say(
          'Pemohon sudah membuktikan alamat e-mailnya, atau menunjukkan kartunya di meja. Jawab sebelum batas waktu: jam terus berjalan, juga malam dan hari libur.',
          'Whoever asks has proven their e-mail address, or shown their card at the desk. Answer in time: the clock runs on, nights and holidays too.',
        )}
      </p>
      {requests.isPending ? (
        <Loading />
      ) : requests.data === undefined ? (
        <Failed problem={requests.error} again={() => void requests.refetch()} />
      ) : (
        <List requests={requests.data.pages.flatMap((page) => page.items)} />
      )}
      {requests.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={requests.isFetchingNextPage}
            onClick={() => void requests.fetchNextPage()}
          >
            {say('Lebih lama', 'Older')}
          </Button>
        </div>
      )}
    </section>
  );
}

function List({ requests }: { requests: readonly Request[] }) {
  const say = useSay();
  return requests.length === 0 ? (
    <Empty title={say('Belum ada permohonan', 'No requests yet')} />
  ) : (
    <ul className="plain-list">
      {requests.map((request) => (
        <li key={request.id} className="stack" style={{ gap: '0.6rem' }}>
          <Facts request={request} />
          {request.state === 'received' && <Answer request={request} />}
          {request.copyWaits && <PrintedCopy requestId={request.id} code={request.code} />}
        </li>
      ))}
    </ul>
  );
}

function Facts({ request }: { request: Request }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const { code, kind, state, receivedAt, dueAt, closedAt, refusal, overdue, identityKind } =
    request;
  const time = (at: string) => `${format.dayTime(at)} ${zoneName()}`;
  return (
    <div>
      <div className="row">
        <strong>{word('privacyKind', kind)}</strong>
        <Badge variant="light">{word('privacyState', state)}</Badge>
        {overdue && <Badge color="red">{say('Lewat waktu', 'Overdue')}</Badge>}
      </div>
      <span className="soft small" style={{ display: 'block' }}>
        <span className="num">{code}</span> · {say('diterima', 'received')} {time(receivedAt)}
        {' · '}
        {closedAt === null
          ? `${say('paling lambat', 'due by')} ${time(dueAt)}`
          : `${say('dijawab', 'answered')} ${time(closedAt)}`}
        {refusal !== null && ` · ${word('privacyRefusal', refusal)}`}
        {identityKind !== null &&
          ` · ${say('di meja, kartu dilihat:', 'at the desk, card seen:')} ${word('identity', identityKind)}`}
      </span>
    </div>
  );
}

/** Granting asks once more, because what it does cannot be taken back. */
function Answer({ request: { id, kind, identityKind } }: { request: Request }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const atDesk = identityKind !== null;
  const [answer, setAnswer] = useState<'grant' | 'refuse'>();
  const [reason, setReason] = useState<Reason | ''>('');
  const decide = useAct<Decision, ReplyOf<typeof decidePrivacyRequest>>(
    (body, key) => ask(`/v1/desk/privacy-requests/${id}/decision`, { method: 'POST', body, key }),
    () =>
      Promise.all(
        [['privacy-requests'], ['audit']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  );
  const back = () => {
    setAnswer(undefined);
    setReason('');
  };
  const yes: Record<Request['kind'], string> = {
    access: atDesk
      ? say('Ya, siapkan salinan', 'Yes, make the copy')
      : say('Ya, kirim tautannya', 'Yes, send the link'),
    correction: say('Ya, betulkan', 'Yes, correct them'),
    erasure: say('Ya, hapus datanya', 'Yes, erase their data'),
  };
  const wordsOf: Record<Request['kind'], string> = {
    access: atDesk
      ? say(
          'Salinan dicetak di sini dan diserahkan kepada pemohon.',
          'The copy is printed here and handed to the person.',
        )
      : say(
          'Tautan sekali pakai ke salinan datanya dikirim kepada pemohon.',
          'A link to the copy of their data, good once, is mailed to the person.',
        ),
    correction: say(
      'Yang diminta ditulis pada semua kunjungan pemohon; catatan kunjungan menyebut kolom yang dibetulkan.',
      'What is asked for is written into all visits of this person; their logs name the fields.',
    ),
    erasure: say(
      'Data pribadi dari semua kunjungan pemohon dihapus dan tidak dapat dikembalikan. Angka kinerja tetap.',
      'The personal data of all visits of this person are erased for good. The figures stay.',
    ),
  };
  if (answer === undefined) {
    return (
      <div className="row">
        <Button onClick={() => setAnswer('grant')}>{say('Kabulkan…', 'Grant…')}</Button>
        <Button variant="default" onClick={() => setAnswer('refuse')}>
          {say('Tolak…', 'Refuse…')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ decision: answer, ...(reason !== '' && { reason }) });
      }}
    >
      <ProblemAlert problem={decide.error} />
      <Detail requestId={id} />
      {answer === 'grant' ? (
        <p>{wordsOf[kind]}</p>
      ) : (
        <NativeSelect
          label={say('Alasan (disampaikan kepada pemohon)', 'Reason (the person is told)')}
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as Reason)} // of the codes below
          data={[
            { value: '', label: say('Pilih alasan', 'Choose a reason') },
            ...options('privacyRefusal'),
          ]}
        />
      )}
      <div className="row">
        <Button type="submit" loading={decide.isPending}>
          {answer === 'grant' ? yes[kind] : say('Ya, tolak', 'Yes, refuse')}
        </Button>
        <Button variant="subtle" onClick={back}>
          {say('Batal', 'Cancel')}
        </Button>
      </div>
    </form>
  );
}

/** Read once: each reading of a person's data is a line of the audit log. */
function Detail({ requestId }: { requestId: string }) {
  const say = useSay();
  const { word } = useCodeWords();
  const detail = useQuery<ReplyOf<typeof readPrivacyRequestDetail>, Problem>({
    queryKey: ['privacy-request', requestId],
    queryFn: () => ask(`/v1/desk/privacy-requests/${requestId}`),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Shown of={detail}>
      {({ visits, names, corrections }) => (
        <>
          <dl className="facts">
            <dt>{say('Kunjungan', 'Visits')}</dt>
            <dd>{visits}</dd>
            <dt>{say('Atas nama', 'In the name of')}</dt>
            <dd>{names.join(', ') || '–'}</dd>
            {corrections.map(({ field, asked, held }) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{word('personField', field)}</dt>
                <dd>
                  <del className="soft">{held.join(', ') || say('tidak diisi', 'not given')}</del>{' '}
                  <ins style={{ textDecoration: 'none', fontWeight: 600 }}>{asked}</ins>
                </dd>
              </div>
            ))}
          </dl>
          {names.length > 1 && (
            <p className="note warn small">
              {say(
                'Alamat ini dipakai dengan lebih dari satu nama. Pastikan semuanya orang yang sama sebelum mengabulkan.',
                'This address was used with more than one name. Make sure that all are the same person before you grant.',
              )}
            </p>
          )}
        </>
      )}
    </Shown>
  );
}
