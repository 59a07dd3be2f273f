import { Button } from '@mantine/core';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { useTokenInAddress } from './token-in-address.ts';

/** A button, not an automatic call: mail scanners open links too, and would use up the token. */
export function Verify() {
  const say = useSay();
  const token = useTokenInAddress();
  const verify = useAct((body: { token: string }, key) =>
    ask('/v1/accounts/verification', { method: 'POST', body, key }),
  );
  return (
    <Page narrow title={say('Verifikasi e-mail', 'Verify your e-mail')}>
      {verify.isSuccess ? (
        <div className="stack">
          <div className="note good" role="status">
            {say(
              'E-mail Anda terverifikasi. Akun siap dipakai.',
              'Your e-mail is verified. The account is ready.',
            )}
          </div>
          <div>
            <ButtonLink to="/masuk">{say('Masuk', 'Sign in')}</ButtonLink>
          </div>
        </div>
      ) : (
        <div className="stack">
          <ProblemAlert problem={verify.error} />
          <p>
            {say(
              'Tekan tombol untuk mengaktifkan akun Anda.',
              'Press the button to activate your account.',
            )}
          </p>
          <div>
            <Button size="lg" loading={verify.isPending} onClick={() => verify.mutate({ token })}>
              {say('Verifikasi e-mail saya', 'Verify my e-mail')}
            </Button>
          </div>
        </div>
      )}
    </Page>
  );
}
