import type { Account, listRequests, ReplyOf } from '@pst/contracts';
import { Badge, Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useOffice } from '../gateway/office.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { useOpensInWords } from '../requests/opens-in-words.ts';
import { usePagesInWords } from '../requests/pages-in-words.ts';
import { RequestClock } from '../requests/request-clock.tsx';
import { DeskPage } from './desk-page.tsx';
import { showOnPhone, TwoPane } from './two-pane.tsx';
import { RequestParcel } from './request-parcel.tsx';

type Inbox = ReplyOf<typeof listRequests>;
type DeskRequest = Inbox['items'][number];

export function RequestInbox() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Permintaan softcopy', 'Softcopy requests')}
      roles={['officer', 'librarian', 'admin']}
    >
      {(me) => <Inboxes me={me} />}
    </DeskPage>
  );
}

function Inboxes({ me }: { me: Account }) {
  const say = useSay();
  const { options, word } = useCodeWords();
  const [state, setState] = useState('submitted');
  const [chosen, setChosen] = useState<string>();
  const inbox = useQuery<Inbox, Problem>({
    queryKey: ['request-inbox', state],
    queryFn: () => ask(`/v1/desk/document-requests${query({ state, limit: 100 })}`),
    refetchInterval: 15_000,
  });
  const current = inbox.data?.items.find(({ id }) => id === chosen) ?? inbox.data?.items[0];
  return (
    <div className="stack">
      <NativeSelect
        label={say('Tampilkan', 'Show')}
        maw={320}
        value={state}
        onChange={(event) => setState(event.currentTarget.value)}
        data={[{ value: '', label: say('Semua', 'All') }, ...options('request')]}
      />
      <Shown
        of={inbox}
        empty={({ items }) =>
          items.length === 0 && <Empty title={say('Tidak ada permintaan', 'No requests')} />
        }
      >
        {({ items }) => (
          <TwoPane
            list={items.map((request) => (
              <button
                type="button"
                className="pick"
                key={request.id}
                aria-current={current?.id === request.id}
                onClick={() => {
                  setChosen(request.id);
                  showOnPhone();
                }}
              >
                <span className="row between">
                  <b className="num">{request.number}</b>
                  <span className="soft small">{word('request', request.state)}</span>
                </span>
                <span className="soft small">{request.requesterName}</span>
                <RequestClock request={request} />
              </button>
            ))}
            detail={current && <Review key={current.id} request={current} me={me} />}
          />
        )}
      </Shown>
    </div>
  );
}

function Review({ request, me }: { request: DeskRequest; me: Account }) {
  const say = useSay();
  const format = useFormat();
  const { word, options } = useCodeWords();
  const inWords = usePagesInWords();
  const opensInWords = useOpensInWords();
  const queries = useQueryClient();
  const [mode, setMode] = useState<'approve' | 'decline' | 'revise'>('approve');
  const [reason, setReason] = useState('unclear');
  const [note, setNote] = useState('');
  const review = useAct(
    ({ decision, ...body }: { decision: string; reason?: string; note?: string }, key) =>
      ask(`/v1/desk/document-requests/${request.id}/${decision}`, { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['request-inbox'] }),
  );
  const office = useOffice();
  const twoPersonCheck = office.data?.policies?.documentDelivery.twoPersonCheck === true;
  const toPrepare = twoPersonCheck && request.preparedById === null;
  const preparedByMe = twoPersonCheck && request.preparedById === me.id;
  const open = request.state === 'submitted' || request.state === 'revision-asked';
  return (
    <section className="card stack">
      <div className="row between">
        <h2>{request.number}</h2>
        <Badge>{word('request', request.state)}</Badge>
      </div>
      <RequestClock request={request} label={say('Pemohon di kantor:', 'Requester is here:')} />
      <ProblemAlert problem={review.error} />
      <dl className="facts">
        <dt>{say('Pemohon', 'Requester')}</dt>
        <dd>
          {request.requesterName}
          {request.guest && <> · {say('tamu tanpa akun', 'guest without an account')}</>}
        </dd>
        <dt>{say('Diminta', 'Asked for')}</dt>
        <dd>{request.publications.map(inWords).join('; ') || request.description}</dd>
        <dt>{say('Kegunaan', 'Purpose')}</dt>
        <dd>{word('use', request.purpose)}</dd>
        {request.note && (
          <>
            <dt>{say('Catatan', 'Note')}</dt>
            <dd>{request.note}</dd>
          </>
        )}
        {request.failure && (
          <>
            <dt>{say('Tidak sampai', 'Did not arrive')}</dt>
            <dd>{word('mailFailure', request.failure)}</dd>
          </>
        )}
        {request.approvedBy && (
          <>
            <dt>{say('Disetujui', 'Approved')}</dt>
            <dd>
              {request.approvedBy === 'rule'
                ? say('menurut aturan kantor', 'by the office’s rule')
                : say('oleh petugas', 'by an officer')}
            </dd>
          </>
        )}
        {request.opens && (
          <>
            <dt>{say('Tautan', 'Link')}</dt>
            <dd>{opensInWords(request.opens)}</dd>
          </>
        )}
        <dt>{say('Janji', 'Promised by')}</dt>
        <dd>{format.dayTime(request.dueAt)}</dd>
      </dl>
      {request.publications.length > 0 && <RequestParcel requestId={request.id} />}
      {open && twoPersonCheck && (
        <p className="note">
          {preparedByMe
            ? say(
                'Anda sudah memeriksanya. Petugas lain yang menyetujui dan mengirim.',
                'You have checked it. Another officer approves and sends.',
              )
            : toPrepare
              ? say(
                  'Dua petugas: yang satu memeriksa, yang lain menyetujui.',
                  'Two officers: one checks, another approves.',
                )
              : say('Sudah diperiksa petugas lain.', 'Checked by another officer.')}
        </p>
      )}
      {open && mode === 'approve' && (
        <div className="row">
          {toPrepare ? (
            <Button
              size="lg"
              loading={review.isPending}
              onClick={() => review.mutate({ decision: 'prepare' })}
            >
              {say('Sudah saya periksa', 'I have checked it')}
            </Button>
          ) : (
            !preparedByMe && (
              <Button
                size="lg"
                loading={review.isPending}
                onClick={() => review.mutate({ decision: 'approve' })}
              >
                {say('Setujui dan kirim', 'Approve and send')}
              </Button>
            )
          )}
          <Button variant="default" onClick={() => setMode('revise')}>
            {say('Minta dilengkapi', 'Ask for more')}
          </Button>
          <Button variant="subtle" onClick={() => setMode('decline')}>
            {say('Tolak', 'Decline')}
          </Button>
        </div>
      )}
      {open && mode !== 'approve' && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            review.mutate({
              decision: mode,
              ...(mode === 'decline' ? { reason } : {}),
              ...(note.trim() ? { note } : {}),
            });
          }}
        >
          {mode === 'decline' && (
            <NativeSelect
              label={say('Alasan', 'Reason')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data={options('decline')}
            />
          )}
          <Textarea
            id="field-note"
            label={say('Jawaban kepada pemohon', 'Answer to the requester')}
            autosize
            minRows={3}
            required={mode === 'revise'}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit" loading={review.isPending}>
              {mode === 'decline'
                ? say('Tolak permintaan', 'Decline request')
                : say('Kirim pertanyaan', 'Send question')}
            </Button>
            <Button variant="subtle" onClick={() => setMode('approve')}>
              {say('Batal', 'Cancel')}
            </Button>
          </div>
        </form>
      )}
      {(request.state === 'failed' || request.state === 'delivered') && (
        <div className="row">
          <Button
            variant="default"
            loading={review.isPending}
            onClick={() => review.mutate({ decision: 'resend' })}
          >
            {say('Kirim ulang', 'Send again')}
          </Button>
          {request.state === 'delivered' && (
            <Button variant="subtle" onClick={() => review.mutate({ decision: 'revoke' })}>
              {say('Tarik tautan', 'Revoke link')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
