import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { AccountForm } from './account-form.tsx';
import { SingleSignOnButton } from './single-sign-on.tsx';
import { useTokenInAddress } from './token-in-address.ts';

export function ForgottenPassword() {
  const say = useSay();
  const [email, setEmail] = useState('');
  const request = useAct((body: { email: string }, key) =>
    ask('/v1/password-resets', { method: 'POST', body, key }),
  );
  return (
    <Page narrow title={say('Lupa kata sandi', 'Forgotten password')}>
      {request.isSuccess ? (
        <div className="note good" role="status">
          {say(
            'Bila alamat ini terdaftar, tautan untuk menyetel kata sandi sudah kami kirim.',
            'If this address is registered, we have sent a link to set a new password.',
          )}
        </div>
      ) : (
        <AccountForm
          problem={request.error}
          busy={request.isPending}
          action={say('Kirim tautan', 'Send the link')}
          onSubmit={() => request.mutate({ email })}
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
        </AccountForm>
      )}
    </Page>
  );
}

export function SetPassword() {
  const say = useSay();
  const token = useTokenInAddress();
  const [password, setPassword] = useState('');
  const reset = useAct((body: { token: string; password: string }, key) =>
    ask('/v1/password-resets/confirmation', { method: 'POST', body, key }),
  );
  return (
    <Page narrow title={say('Setel kata sandi', 'Set a password')}>
      {reset.isSuccess ? (
        <div className="stack">
          <div className="note good" role="status">
            {say('Kata sandi baru sudah berlaku.', 'The new password is in force.')}
          </div>
          <div>
            <ButtonLink to="/masuk">{say('Masuk', 'Sign in')}</ButtonLink>
          </div>
        </div>
      ) : (
        <div className="stack">
          <AccountForm
            problem={reset.error}
            busy={reset.isPending}
            action={say('Simpan kata sandi', 'Save the password')}
            onSubmit={() => reset.mutate({ token, password })}
          >
            <PasswordInput
              id="field-password"
              label={say('Kata sandi baru', 'New password')}
              description={say('Paling sedikit 8 karakter.', 'At least 8 characters.')}
              autoComplete="new-password"
              minLength={8}
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </AccountForm>
          {new URLSearchParams(window.location.search).has('undangan') && (
            <SingleSignOnButton invitation={token} />
          )}
        </div>
      )}
    </Page>
  );
}
