import type { listOwnRequests, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { SignedIn } from '../accounts/signed-in.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { OpenSurveys } from '../survey/open-surveys.tsx';
import { RequestForm } from './request-form.tsx';
import { RequestLine, Sent } from './request-line.tsx';
import { WithoutAccount } from './without-account.tsx';

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
      <div className="stack-lg">
        <WithoutAccount wanted={{ publikasi, halaman }} />
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
      </div>
    </Page>
  );
}

function OwnRequests() {
  const say = useSay();
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
              <RequestLine key={request.id} request={request}>
                {request.state === 'submitted' && (
                  <div>
                    <Button variant="subtle" onClick={() => cancel.mutate(request.id)}>
                      {say('Batalkan', 'Cancel')}
                    </Button>
                  </div>
                )}
              </RequestLine>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
