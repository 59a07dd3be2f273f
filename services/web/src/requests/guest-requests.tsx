import type { listGuestRequests, ReplyOf } from '@pst/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { RequestForm } from './request-form.tsx';
import { RequestLine, Sent } from './request-line.tsx';

type Requests = ReplyOf<typeof listGuestRequests>;
const route = getRouteApi('/framed/tiket/$code/permintaan');

/** Softcopies for a visitor without an account. `current` as the code is the visit at this desk PC. */
export function GuestRequests() {
  const say = useSay();
  const { code } = route.useParams();
  const { publikasi, halaman } = route.useSearch();
  const queries = useQueryClient();
  const [sent, setSent] = useState<Requests['items'][number]>();
  const queryKey = ['guest-requests', code];
  const requests = useQuery<Requests, Problem>({
    queryKey,
    queryFn: () => ask(`/v1/visits/${encodeURIComponent(code)}/document-requests`),
    refetchInterval: 15_000,
  });
  return (
    <Page
      narrow
      title={say('Minta softcopy', 'Ask for a softcopy')}
      lead={say(
        'Tanpa akun, selama kunjungan Anda: PDF dikirim ke e-mail yang Anda buktikan dengan kode.',
        'Without an account, during your visit: the PDF goes to the e-mail address you prove with a code.',
      )}
    >
      <Shown of={requests}>
        {({ items }) => (
          <div className="stack-lg">
            {sent ? (
              <Sent request={sent} />
            ) : (
              <RequestForm
                publicationId={publikasi}
                pages={halaman}
                guestOf={code}
                done={(request) => {
                  setSent(request);
                  void queries.invalidateQueries({ queryKey });
                }}
              />
            )}
            {items.length > 0 && (
              <section className="stack">
                <h2>{say('Permintaan kunjungan ini', 'Requests of this visit')}</h2>
                <ul className="results">
                  {items.map((request) => (
                    <RequestLine key={request.id} request={request} />
                  ))}
                </ul>
              </section>
            )}
            {code !== 'current' && (
              <div>
                <ButtonLink to="/tiket/$code" params={{ code }} variant="default">
                  {say('Kembali ke tiket', 'Back to the ticket')}
                </ButtonLink>
              </div>
            )}
          </div>
        )}
      </Shown>
    </Page>
  );
}
