import { PasswordInput, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../components/page.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useLanguage, useSay } from '../language/language.ts';
import { AccountForm } from './account-form.tsx';

export function Register() {
  const say = useSay();
  const { language } = useLanguage();
  const [form, setForm] = useState({ name: '', email: '', password: '' });
  const register = useAct((body: typeof form & { language: string }, key) =>
    ask('/v1/accounts', { method: 'POST', body, key }),
  );
  const field = (name: keyof typeof form) => ({
    id: `field-${name}`,
    required: true,
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((known) => ({ ...known, [name]: value }));
    },
    error: register.error?.errors.find((error) => error.path === name)?.message,
  });
  if (register.isSuccess) {
    return (
      <Page narrow title={say('Periksa e-mail Anda', 'Check your e-mail')}>
        <div className="note good stack" role="status">
          <p>
            {say('Kami mengirim tautan verifikasi ke ', 'We sent a verification link to ')}
            <b>{form.email}</b>.{' '}
            {say('Buka tautan itu untuk mengaktifkan akun.', 'Open it to activate your account.')}
          </p>
        </div>
      </Page>
    );
  }
  return (
    <Page
      narrow
      title={say('Daftar akun', 'Create an account')}
      lead={say(
        'Dengan akun Anda dapat membaca semua softcopy dan meminta kiriman PDF. Gratis.',
        'With an account you can read every softcopy and request PDFs. Free of charge.',
      )}
    >
      <div className="stack">
        <AccountForm
          problem={register.error}
          busy={register.isPending}
          action={say('Daftar', 'Create account')}
          onSubmit={() => register.mutate({ ...form, language })}
        >
          <TextInput label={say('Nama', 'Name')} autoComplete="name" {...field('name')} />
          <TextInput label="E-mail" type="email" autoComplete="email" {...field('email')} />
          <PasswordInput
            label={say('Kata sandi', 'Password')}
            description={say(
              'Paling sedikit 8 karakter; kalimat panjang lebih baik.',
              'At least 8 characters; a long phrase is better.',
            )}
            autoComplete="new-password"
            minLength={8}
            {...field('password')}
          />
        </AccountForm>
        <p>
          {say('Sudah punya akun?', 'Already have an account?')}{' '}
          <Link to="/masuk">{say('Masuk', 'Sign in')}</Link>
        </p>
      </div>
    </Page>
  );
}
