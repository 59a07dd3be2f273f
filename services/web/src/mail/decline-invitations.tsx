import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

const route = getRouteApi('/framed/berhenti/$token');

/** Where the link at the foot of an invitation leads: no more of them, by one press. */
export function DeclineInvitations() {
  const say = useSay();
  const { token } = route.useParams();
  const decline = useAct((_: null, key) =>
    ask(`/v1/mail-opt-outs/${encodeURIComponent(token)}`, { method: 'POST', body: {}, key }),
  );
  return decline.isSuccess ? (
    <Page narrow title={say('Undangan dihentikan', 'No more invitations')}>
      <div className="stack" role="status">
        <p>
          {say(
            'Alamat e-mail ini tidak akan menerima undangan menilai lagi. Kiriman, jawaban, dan kode yang Anda minta tetap sampai.',
            'This e-mail address gets no more invitations to rate. Deliveries, answers and codes that you ask for still arrive.',
          )}
        </p>
        <div>
          <ButtonLink to="/" variant="default">
            {say('Ke beranda', 'To the start')}
          </ButtonLink>
        </div>
      </div>
    </Page>
  ) : (
    <Page narrow title={say('Berhenti menerima undangan?', 'Stop invitations?')}>
      <div className="stack">
        <p>
          {say(
            'Kami mengundang menilai layanan setelah kunjungan, kiriman, atau bacaan, paling banyak sekali tiap triwulan.',
            'We invite to rate the service after a visit, a delivery or a reading, at most once a quarter.',
          )}
        </p>
        <ProblemAlert problem={decline.error} />
        <div>
          <Button size="lg" loading={decline.isPending} onClick={() => decline.mutate(null)}>
            {say('Hentikan undangan', 'Stop invitations')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
