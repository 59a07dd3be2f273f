import type {
  beginSingleSignOn,
  finishSingleSignOn,
  readSingleSignOn,
  ReplyOf,
} from '@pst/contracts';
import { Button, PasswordInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Loading } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

type Begun = Pick<ReplyOf<typeof beginSingleSignOn>, 'redirectTo'>;

/** What the office calls its issuer; null where it has none, or that is not known yet. */
function useIssuerName(): string | null {
  const offered = useQuery<ReplyOf<typeof readSingleSignOn>, Problem>({
    queryKey: ['single-sign-on'],
    queryFn: () => ask('/v1/single-sign-on'),
    staleTime: 3_600_000,
  });
  return offered.data?.name ?? null;
}

/** Leaves for the issuer's page; the browser comes back on `/masuk/sso`. */
const useLeaveForIssuer = () =>
  useAct(
    (body: { invitation?: string; password?: string }, key) =>
      ask<Begun>('/v1/single-sign-on/attempts', { method: 'POST', body, key }),
    ({ redirectTo }) => window.location.assign(redirectTo),
  );

/** The other way in, for the staff; with an invitation it completes that. */
export function SingleSignOnButton({ invitation }: { invitation?: string }) {
  const say = useSay();
  const name = useIssuerName();
  const leave = useLeaveForIssuer();
  if (name === null) {
    return null;
  }
  return (
    <div className="stack">
      <ProblemAlert problem={leave.error} />
      <p className="soft">
        {invitation === undefined
          ? say('Pegawai kantor ini?', 'Do you work at this office?')
          : say(
              'Atau tanpa kata sandi di sini, dengan akun pegawai Anda.',
              'Or without a password here, by your staff account.',
            )}
      </p>
      <Button
        variant="default"
        size="lg"
        loading={leave.isPending}
        onClick={() => leave.mutate(invitation === undefined ? {} : { invitation })}
      >
        {say(`Masuk dengan ${name}`, `Sign in with ${name}`)}
      </Button>
    </div>
  );
}

/** One's own account is opened by the issuer from now on, and by a password no more. */
export function LinkSingleSignOn({ linked }: { linked: boolean }) {
  const say = useSay();
  const name = useIssuerName();
  const leave = useLeaveForIssuer();
  const [password, setPassword] = useState('');
  if (name === null) {
    return null;
  }
  return (
    <section className="stack" aria-labelledby="single-sign-on">
      <h2 id="single-sign-on">{name}</h2>
      {linked ? (
        <p className="soft">{say(`Anda masuk dengan ${name}.`, `You sign in with ${name}.`)}</p>
      ) : (
        <details>
          <summary>{say(`Hubungkan dengan ${name}`, `Link with ${name}`)}</summary>
          <form
            className="stack"
            style={{ paddingTop: '0.75rem' }}
            onSubmit={(event) => {
              event.preventDefault();
              leave.mutate({ password });
            }}
          >
            <ProblemAlert problem={leave.error} />
            <p className="soft">
              {say(
                `Setelah terhubung, akun ini hanya dibuka dengan ${name}; kata sandinya tidak berlaku lagi.`,
                `Once linked, this account is opened with ${name} alone; its password is good for nothing.`,
              )}
            </p>
            <PasswordInput
              id="field-link-password"
              label={say('Kata sandi Anda', 'Your password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <div>
              <Button type="submit" variant="default" loading={leave.isPending}>
                {say('Hubungkan', 'Link')}
              </Button>
            </div>
          </form>
        </details>
      )}
    </section>
  );
}

/** Back from the issuer, with what it says in the address. */
export function IssuerReturn() {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const sent = useRef(false);
  const [answer] = useState(() => Object.fromEntries(new URLSearchParams(window.location.search)));
  const { mutate, error } = useAct(
    (body: Record<string, string>, key) =>
      ask<Pick<ReplyOf<typeof finishSingleSignOn>, 'account'>>('/v1/single-sign-on/sessions', {
        method: 'POST',
        body,
        key,
      }),
    async () => {
      await queries.resetQueries();
      await navigate({ to: '/meja', replace: true });
    },
  );
  const declined = answer['code'] === undefined;
  useEffect(() => {
    if (!declined && !sent.current) {
      sent.current = true;
      // The code is of no use to whoever finds it in the history.
      window.history.replaceState(window.history.state, '', window.location.pathname);
      mutate(answer);
    }
  }, [answer, declined, mutate]);
  return (
    <Page narrow title={say('Masuk', 'Sign in')}>
      {declined || error ? (
        <div className="stack">
          <ProblemAlert problem={error} />
          {declined && (
            <div className="note warn" role="status">
              {say('Anda belum masuk di sana.', 'You did not sign in there.')}
            </div>
          )}
          <div>
            <ButtonLink to="/masuk">{say('Ke halaman masuk', 'To the sign-in page')}</ButtonLink>
          </div>
        </div>
      ) : (
        <Loading lines={2} />
      )}
    </Page>
  );
}
