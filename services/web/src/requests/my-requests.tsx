import type { listOwnRequests, ReplyOf } from '@pst/contracts';
import { Badge, Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { SignedIn } from '../accounts/signed-in.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { OpenSurveys } from '../survey/open-surveys.tsx';
import { RequestForm } from './request-form.tsx';
import { usePagesInWords } from './pages-in-words.ts';

type Own = ReplyOf<typeof listOwnRequests>;
type DocumentRequest = Own['items'][number];
const route = getRouteApi('/framed/permintaan');

export function MyRequests() {
  const say = useSay();
  const { publikasi, halaman } = route.useSearch();
  const [writing, setWriting] = useState(false);
  const [sent, setSent] = useState<DocumentRequest>();
  const navigate = route.useNavigate();
  const open = writing || publikasi !== undefined;
  return (
    <Page
      narrow
      title={say('Permintaan softcopy', 'Softcopy requests')}
      lead={say(
        'Minta PDF sebuah publikasi; petugas memeriksa dan mengirimkannya ke e-mail Anda.',
        'Ask for the PDF of a publication; an officer checks and sends it to your e-mail.',
      )}
    >
      <SignedIn>
        {(me) => (
          <div className="stack-lg">
            {sent && !open && <Sent request={sent} email={me.email} />}
            {open ? (
              <RequestForm
                publicationId={publikasi}
                pages={halaman}
                done={(request) => {
                  setSent(request);
                  setWriting(false);
                  void navigate({ search: {} });
                }}
              />
            ) : (
              <div>
                <Button onClick={() => setWriting(true)}>
                  {say('Buat permintaan', 'New request')}
                </Button>
              </div>
            )}
            {!open && <OpenSurveys />}
            {!open && <OwnRequests />}
          </div>
        )}
      </SignedIn>
    </Page>
  );
}

function Sent({ request, email }: { request: DocumentRequest; email: string }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className="note good" role="status">
      <strong>
        {say('Permintaan terkirim:', 'Request sent:')} {request.number}
      </strong>
      <p>
        {say(
          `Dijawab paling lambat ${format.dayTime(request.dueAt)} ke ${email}.`,
          `Answered by ${format.dayTime(request.dueAt)} at ${email}.`,
        )}
      </p>
    </div>
  );
}

function OwnRequests() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const inWords = usePagesInWords();
  const queries = useQueryClient();
  const own = useQuery<Own, Problem>({
    queryKey: ['own-requests'],
    queryFn: () => ask('/v1/document-requests?limit=50'),
    refetchInterval: 15_000,
  });
  const cancel = useAct(
    (id: string, key) =>
      ask(`/v1/document-requests/${id}/cancellation`, { method: 'POST', body: {}, key }),
    () => queries.invalidateQueries({ queryKey: ['own-requests'] }),
  );
  return (
    <section className="stack">
      <h2>{say('Permintaan saya', 'My requests')}</h2>
      <ProblemAlert problem={cancel.error} />
      <Shown
        of={own}
        empty={({ items }) =>
          items.length === 0 && (
            <Empty title={say('Belum ada permintaan', 'No requests yet')}>
              <ButtonLink to="/katalog" variant="default">
                {say('Cari publikasi', 'Search the catalogue')}
              </ButtonLink>
            </Empty>
          )
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map((request) => (
              <li key={request.id}>
                <div className="row between">
                  <span className="soft small num">{request.number}</span>
                  <Badge>{word('request', request.state)}</Badge>
                </div>
                <strong>
                  {request.publications.map(inWords).join(', ') || request.description}
                </strong>
                <span className="soft small">
                  {request.deliveredAt
                    ? `${say('Terkirim', 'Delivered')} ${format.dayTime(request.deliveredAt)}`
                    : `${say('Dijawab paling lambat', 'Answered by')} ${format.dayTime(request.dueAt)}`}
                </span>
                {request.failure && (
                  <p className="note warn">
                    {say(
                      `E-mail kami tidak sampai: ${word('mailFailure', request.failure)}. Periksa alamat e-mail di akun Anda; petugas dapat mengirim ulang.`,
                      `Our mail did not reach you: ${word('mailFailure', request.failure)}. Check the address of your account; an officer can send it again.`,
                    )}
                  </p>
                )}
                {request.answer && <p className="note">{request.answer}</p>}
                {request.state === 'submitted' && (
                  <div>
                    <Button variant="subtle" onClick={() => cancel.mutate(request.id)}>
                      {say('Batalkan', 'Cancel')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
