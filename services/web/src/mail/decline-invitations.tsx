import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

const route = getRouteApi('/framed/berhenti/$token');

/** Where the link at the foot of an invitation or of news leads: no more of them, by one press. */
export function DeclineInvitations() {
  const say = useSay();
  const { token } = route.useParams();
  const decline = useAct((_: null, key) =>
    ask(`/v1/mail-opt-outs/${encodeURIComponent(token)}`, { method: 'POST', body: {}, key }),
  );
  return decline.isSuccess ? (
    <Page narrow title={say('Surat seperti itu dihentikan', 'No more mails like that')}>
      <div className="stack" role="status">
        <p>
          {say(
            'Bila suratnya undangan menilai, alamat ini tidak menerimanya lagi. Bila kabar publikasi, semua yang Anda ikuti dihentikan; di katalog Anda dapat mengikutinya kembali. Kiriman, jawaban, dan kode yang Anda minta tetap sampai.',
            'If it was an invitation to rate, this address gets no more of them. If it was news of publications, you follow nothing any more, and can follow again in the catalogue. Deliveries, answers and codes that you ask for still arrive.',
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
    <Page narrow title={say('Berhenti menerima surat seperti itu?', 'Stop mails like that?')}>
      <div className="stack">
        <p>
          {say(
            'Kami mengundang menilai layanan paling banyak sekali tiap triwulan, dan mengabarkan publikasi yang Anda ikuti paling banyak sekali sehari.',
            'We invite to rate the service at most once a quarter, and tell of publications that you follow at most once a day.',
          )}
        </p>
        <ProblemAlert problem={decline.error} />
        <div>
          <Button size="lg" loading={decline.isPending} onClick={() => decline.mutate(null)}>
            {say('Hentikan', 'Stop them')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
