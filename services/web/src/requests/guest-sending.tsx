import type { listOwnRequests, proveAddress, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { OneTimeCodeField } from '../components/one-time-code-field.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { SolvingNote } from '../components/solving-note.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

type DocumentRequest = ReplyOf<typeof listOwnRequests>['items'][number];
type Started = ReplyOf<typeof proveAddress>;

/** Without an account the address is proved first: files go only where somebody reads our code. */
export function GuestSending({
  of,
  wish,
  done,
}: {
  of: string;
  wish: object;
  done: (request: DocumentRequest) => void;
}) {
  const say = useSay();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [oneTimeCode, setOneTimeCode] = useState('');
  const [started, setStarted] = useState<Started>();
  const field = useRef<HTMLInputElement>(null);
  const path = `/v1/visits/${encodeURIComponent(of)}`;
  useEffect(() => field.current?.focus(), [started]);
  const prove = useAct<{ email: string }, Started>(
    (body, key) => ask(`${path}/address-proofs`, { method: 'POST', body, key }),
    setStarted,
  );
  const submit = useAct<object, DocumentRequest>(
    (body, key) => ask(`${path}/document-requests`, { method: 'POST', body, key }),
    done,
  );
  if (started === undefined) {
    return (
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate({ email: email.trim() });
        }}
      >
        <h3>{say('Ke mana kami kirim?', 'Where do we send it?')}</h3>
        <ProblemAlert problem={prove.error} />
        <TextInput
          id="field-name"
          label={say('Nama', 'Name')}
          required
          maxLength={200}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          id="field-email"
          type="email"
          label="E-mail"
          description={say(
            'Kode enam angka dikirim ke sana lebih dulu; permintaan berjalan setelah kode diisi.',
            'A six-digit code goes there first; the request starts once it is entered.',
          )}
          required
          maxLength={254}
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" size="lg" loading={prove.isPending}>
            {say('Kirim kode', 'Send the code')}
          </Button>
        </div>
        <SolvingNote />
      </form>
    );
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const { proofId } = started;
        submit.mutate({ ...wish, name, email: email.trim(), proofId, oneTimeCode });
      }}
    >
      <h3>{say('Kode enam angka', 'Six-digit code')}</h3>
      <p role="status">
        {say(
          `Kode sudah dikirim ke ${email}. Belum sampai dalam satu menit? Periksa folder spam.`,
          `The code is on its way to ${email}. Not there within a minute? Look into the spam folder.`,
        )}
      </p>
      <ProblemAlert problem={submit.error} />
      <OneTimeCodeField
        id="field-oneTimeCode"
        field={field}
        value={oneTimeCode}
        onChange={setOneTimeCode}
      />
      <div className="row">
        <Button type="submit" size="lg" loading={submit.isPending}>
          {say('Kirim permintaan', 'Send the request')}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            setStarted(undefined);
            setOneTimeCode('');
            submit.reset();
          }}
        >
          {say('Ganti alamat atau minta kode baru', 'Change the address or get a new code')}
        </Button>
      </div>
    </form>
  );
}
