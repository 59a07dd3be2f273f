import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../components/page.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { AccountForm } from './account-form.tsx';
import { SecondStepField } from './second-step-field.tsx';
import { SingleSignOnButton } from './single-sign-on.tsx';

const route = getRouteApi('/framed/masuk');

export function SignIn() {
  const say = useSay();
  const { ke } = route.useSearch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [second, setSecond] = useState(false);
  const signIn = useAct(
    (body: { email: string; password: string; totp?: string; client: 'browser' }, key) =>
      ask('/v1/sessions', { method: 'POST', body, key }),
    async () => {
      await queries.resetQueries();
      // Only a place on this site: an address from outside must not follow a sign-in.
      await navigate({ href: ke && /^\/(?![/\\])/.test(ke) ? ke : '/' });
    },
  );
  // No session yet, and no mistake either: the password was right, and the code is asked for.
  const needsCode = signIn.error?.slug === 'second-factor-needed';
  if (needsCode && !second) {
    setSecond(true);
  }
  if (second) {
    return (
      <Page
        narrow
        title={say('Satu langkah lagi', 'One more step')}
        lead={say(`Masuk sebagai ${email}.`, `Signing in as ${email}.`)}
      >
        <AccountForm
          problem={needsCode ? null : signIn.error}
          busy={signIn.isPending}
          action={say('Masuk', 'Sign in')}
          onSubmit={() => signIn.mutate({ email, password, totp, client: 'browser' })}
        >
          <SecondStepField id="field-totp" value={totp} onChange={setTotp} />
          <div>
            <Button
              variant="subtle"
              px={0}
              onClick={() => {
                signIn.reset();
                setTotp('');
                setSecond(false);
              }}
            >
              {say('Kembali', 'Back')}
            </Button>
          </div>
        </AccountForm>
      </Page>
    );
  }
  return (
    <Page narrow title={say('Masuk', 'Sign in')}>
      <div className="stack">
        <AccountForm
          problem={signIn.error}
          busy={signIn.isPending}
          action={say('Masuk', 'Sign in')}
          onSubmit={() => signIn.mutate({ email, password, client: 'browser' })}
        >
          <TextInput
            id="field-email"
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            id="field-password"
            label={say('Kata sandi', 'Password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </AccountForm>
        <SingleSignOnButton />
        <p>
          <Link to="/lupa-sandi">{say('Lupa kata sandi?', 'Forgot the password?')}</Link>
        </p>
        <p>
          {say('Belum punya akun?', 'No account yet?')}{' '}
          <Link to="/daftar">{say('Daftar, gratis', 'Create one, free')}</Link>
        </p>
      </div>
    </Page>
  );
}
