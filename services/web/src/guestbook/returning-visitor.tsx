import type { confirmLookup, lookUpVisitor, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { OneTimeCodeField } from '../components/one-time-code-field.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

export type EarlierAnswers = ReplyOf<typeof confirmLookup>;
type Started = ReplyOf<typeof lookUpVisitor>;

/**
 * Somebody who was here before need not write everything again: a code goes to the address on file.
 * Whether the contact is known is never said.
 */
export function ReturningVisitor({ onFound }: { onFound: (answers: EarlierAnswers) => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [contact, setContact] = useState('');
  const [code, setCode] = useState('');
  const [started, setStarted] = useState<Started>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) {
      field.current?.focus();
    }
  }, [open, started]);
  const lookUp = useAct<{ email: string } | { phone: string }, Started>(
    (body, key) => ask('/v1/visitors/lookups', { method: 'POST', body, key }),
    setStarted,
  );
  const confirm = useAct<{ lookupId: string; code: string }, EarlierAnswers>(
    (body, key) => ask('/v1/visitors/lookups/confirmation', { method: 'POST', body, key }),
    onFound,
  );
  const anotherCode = () => {
    setStarted(undefined);
    setCode('');
    confirm.reset();
  };

  if (!open) {
    return (
      <div className="row between note">
        <span>
          <strong>{say('Pernah berkunjung?', 'Been here before?')}</strong>{' '}
          {say('Jawaban lama dapat diisikan dengan kode.', 'A code fills in your earlier answers.')}
        </span>
        <Button variant="default" onClick={() => setOpen(true)}>
          {say('Isi dengan kode', 'Fill in with a code')}
        </Button>
      </div>
    );
  }
  if (started === undefined) {
    return (
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          const given = contact.trim();
          lookUp.mutate(given.includes('@') ? { email: given } : { phone: given });
        }}
      >
        <h3>{say('Isi dengan kode', 'Fill in with a code')}</h3>
        <ProblemAlert problem={lookUp.error} />
        <TextInput
          ref={field}
          id="field-contact"
          label={say('E-mail atau telepon waktu itu', 'E-mail or telephone you gave')}
          description={say(
            'Kode dikirim ke e-mail yang Anda tinggalkan pada kunjungan terakhir.',
            'The code goes to the e-mail address you left at your last visit.',
          )}
          required
          minLength={5}
          maxLength={254}
          autoComplete="email"
          value={contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" loading={lookUp.isPending}>
            {say('Kirim kode', 'Send the code')}
          </Button>
          <Button variant="subtle" onClick={() => setOpen(false)}>
            {say('Isi sendiri', 'Fill in myself')}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ lookupId: started.lookupId, code: code.trim() });
      }}
    >
      <h3>{say('Kode enam angka', 'Six-digit code')}</h3>
      <p role="status">
        {say(
          'Bila kontak itu tercatat, kode sudah dikirim. Belum sampai dalam satu menit? Periksa folder spam, atau isi sendiri.',
          'If that contact is on file, the code is on its way. Not there within a minute? Look into the spam folder, or fill in yourself.',
        )}
      </p>
      <ProblemAlert problem={confirm.error} />
      <OneTimeCodeField id="field-code" field={field} value={code} onChange={setCode} />
      <div className="row">
        <Button type="submit" loading={confirm.isPending}>
          {say('Isikan jawaban saya', 'Fill in my answers')}
        </Button>
        <Button variant="default" onClick={anotherCode}>
          {say('Minta kode baru', 'Ask for a new code')}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {say('Isi sendiri', 'Fill in myself')}
        </Button>
      </div>
    </form>
  );
}
