import type { beginTotp, confirmTotp, readSecondFactor, ReplyOf } from '@pst/contracts';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '../components/copy-button.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Shown } from '../components/states.tsx';
import { ask, saveAs, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { AccountForm } from './account-form.tsx';
import { SecondStepField } from './second-step-field.tsx';

type Factor = ReplyOf<typeof readSecondFactor>;
type Key = ReplyOf<typeof beginTotp>;

/** The second step of one's own sign-in: none, being set up, or there. */
export function SecondFactor() {
  const say = useSay();
  const factor = useQuery<Factor, Problem>({
    queryKey: ['second-factor'],
    queryFn: () => ask('/v1/me/second-factor'),
  });
  return (
    <section className="stack" aria-labelledby="second-factor">
      <h2 id="second-factor">{say('Langkah kedua saat masuk', 'Second step of signing in')}</h2>
      <p className="soft">
        {say(
          'Selain kata sandi, Anda memasukkan kode dari aplikasi autentikator di ponsel. Kata sandi yang bocor saja tidak lagi cukup.',
          'Beside the password you enter a code of an authenticator app on your phone. A leaked password alone is no longer enough.',
        )}
      </p>
      <Shown of={factor} lines={2}>
        {(known) => <Present factor={known} />}
      </Shown>
    </section>
  );
}

type Doing = 'nothing' | 'begin' | 'remove';

function Present({ factor }: { factor: Factor }) {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>('nothing');
  const [key, setKey] = useState<Key>();
  const [codes, setCodes] = useState<readonly string[]>();
  const done = () => {
    setDoing('nothing');
    setKey(undefined);
    return queries.invalidateQueries();
  };
  if (codes) {
    return <RecoveryCodes codes={codes} onKept={() => setCodes(undefined)} />;
  }
  if (key) {
    return (
      <NewKey
        offered={key}
        onConfirmed={async (recoveryCodes) => {
          setCodes(recoveryCodes);
          await done();
        }}
        onCancel={() => setKey(undefined)}
      />
    );
  }
  const { totpSince, recoveryCodesLeft, required } = factor;
  if (doing !== 'nothing') {
    return (
      <Again
        remove={doing === 'remove'}
        hasOne={totpSince !== null}
        onKey={setKey}
        onRemoved={done}
        onCancel={() => setDoing('nothing')}
      />
    );
  }
  if (totpSince === null) {
    return (
      <div className="stack">
        {required && (
          <div className="note warn">
            {say(
              'Kantor Anda mewajibkan langkah kedua. Sebelum dipasang, meja layanan belum terbuka untuk akun ini.',
              'Your office requires a second step. Until it is set up, the service desk stays closed to this account.',
            )}
          </div>
        )}
        <div>
          <Button onClick={() => setDoing('begin')}>
            {say('Pasang langkah kedua', 'Set up the second step')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{say('Terpasang sejak', 'Set up since')}</dt>
        <dd>{format.dayTime(totpSince)}</dd>
        <dt>{say('Kode pemulihan tersisa', 'Recovery codes left')}</dt>
        <dd>{recoveryCodesLeft}</dd>
      </dl>
      {recoveryCodesLeft < 3 && (
        <div className="note warn">
          {say(
            'Kode pemulihan hampir habis. Pasang ulang untuk mendapat sepuluh kode baru.',
            'Few recovery codes are left. Set it up anew to get ten new ones.',
          )}
        </div>
      )}
      <div className="row">
        <Button variant="default" onClick={() => setDoing('begin')}>
          {say('Ganti ponsel atau kode', 'Change phone or codes')}
        </Button>
        {!required && (
          <Button variant="default" c="var(--bad)" onClick={() => setDoing('remove')}>
            {say('Lepas langkah kedua', 'Take it off')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The password once more, and the code where there is a second step: a session alone is not enough. */
function Again({
  remove,
  hasOne,
  onKey,
  onRemoved,
  onCancel,
}: {
  remove: boolean;
  hasOne: boolean;
  onKey: (key: Key) => void;
  onRemoved: () => unknown;
  onCancel: () => void;
}) {
  const say = useSay();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // The pressed button is gone; a keyboard goes on where the form begins.
  useEffect(() => field.current?.focus(), []);
  const begin = useAct(
    (body: { password: string; code?: string }, key) =>
      ask<Key>('/v1/me/totp', { method: 'POST', body, key }),
    onKey,
  );
  const takeOff = useAct(
    (body: { password: string; code?: string }, key) =>
      ask('/v1/me/totp/removal', { method: 'POST', body, key }),
    onRemoved,
  );
  const act = remove ? takeOff : begin;
  return (
    <AccountForm
      problem={act.error}
      busy={act.isPending}
      action={remove ? say('Lepas langkah kedua', 'Take it off') : say('Lanjutkan', 'Continue')}
      onSubmit={() => act.mutate({ password, ...(hasOne && { code }) })}
    >
      <PasswordInput
        id="field-password"
        label={say('Kata sandi Anda', 'Your password')}
        description={say('Ditanyakan sekali lagi, demi keamanan.', 'Asked once more, to be safe.')}
        autoComplete="current-password"
        required
        ref={field}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {hasOne && <SecondStepField id="field-code" value={code} onChange={setCode} />}
      <div>
        <Button variant="subtle" px={0} onClick={onCancel}>
          {say('Batal', 'Cancel')}
        </Button>
      </div>
    </AccountForm>
  );
}

function NewKey({
  offered: { secret, uri },
  onConfirmed,
  onCancel,
}: {
  offered: Key;
  onConfirmed: (recoveryCodes: readonly string[]) => unknown;
  onCancel: () => void;
}) {
  const say = useSay();
  const [code, setCode] = useState('');
  const confirm = useAct(
    (body: { code: string }, key) =>
      ask<ReplyOf<typeof confirmTotp>>('/v1/me/totp/confirmation', { method: 'POST', body, key }),
    ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  );
  return (
    <AccountForm
      problem={confirm.error}
      busy={confirm.isPending}
      action={say('Pastikan', 'Confirm')}
      onSubmit={() => confirm.mutate({ code })}
    >
      <p>
        {say(
          'Pindai dengan aplikasi autentikator (misalnya FreeOTP, Google Authenticator, Microsoft Authenticator), atau ketik kuncinya.',
          'Scan with an authenticator app (such as FreeOTP, Google Authenticator, Microsoft Authenticator), or type in the key.',
        )}
      </p>
      <div className="row" style={{ gap: '1.5rem' }}>
        <QrCode
          text={uri}
          size={180}
          alt={say('Kode QR untuk aplikasi autentikator', 'QR code for the authenticator app')}
        />
        <div className="stack" style={{ gap: '0.4rem', flex: '1 1 220px' }}>
          <span className="soft">{say('Kunci', 'Key')}</span>
          <code className="key-words">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </div>
      </div>
      <TextInput
        id="field-code"
        label={say('Kode enam angka dari aplikasi', 'Six-digit code of the app')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        maxLength={6}
        maw={260}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div>
        <Button variant="subtle" px={0} onClick={onCancel}>
          {say('Batal', 'Cancel')}
        </Button>
      </div>
    </AccountForm>
  );
}

/** Shown once: nobody can show them again. */
function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const say = useSay();
  const list = codes.join('\n');
  return (
    <div className="card stack">
      <div className="note good" role="status">
        {say('Langkah kedua terpasang.', 'The second step is set up.')}
      </div>
      <h3>{say('Simpan kode pemulihan ini', 'Keep these recovery codes')}</h3>
      <p>
        {say(
          'Bila ponsel hilang, satu kode ini menggantikan kode aplikasi, masing-masing satu kali. Kode tidak dapat ditampilkan lagi.',
          'If the phone is lost, one of these stands in for the app’s code, each once. They cannot be shown again.',
        )}
      </p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <CopyButton text={list} label={say('Salin', 'Copy')} />
        <Button
          variant="default"
          onClick={() => saveAs(new Blob([`${list}\n`]), 'kode-pemulihan-pustaka-pst.txt')}
        >
          {say('Simpan sebagai berkas', 'Save as a file')}
        </Button>
        <Button variant="default" onClick={onKept}>
          {say('Sudah saya simpan', 'I have kept them')}
        </Button>
      </div>
    </div>
  );
}
