import type { filePrivacyRequest, lookUpVisitor, ReplyOf, RequestOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { OneTimeCodeField } from '../components/one-time-code-field.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { zoneName } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Started = ReplyOf<typeof lookUpVisitor>;
type Filing = RequestOf<typeof filePrivacyRequest>;
type Filed = ReplyOf<typeof filePrivacyRequest>;
type Kind = Filing['kind'];
type Correction = NonNullable<Filing['correction']>;

/** A right is used in three steps: which one and whose, the mailed code, and the receipt. */
export function RequestForm() {
  const say = useSay();
  const [kind, setKind] = useState<Kind>('access');
  const [started, setStarted] = useState<Started>();
  const [filed, setFiled] = useState<Filed>();
  return (
    <section className="stack">
      <h2>{say('Gunakan hak Anda', 'Use your rights')}</h2>
      {filed ? (
        <Receipt filed={filed} />
      ) : started ? (
        <CodeForm
          kind={kind}
          started={started}
          onFiled={setFiled}
          again={() => setStarted(undefined)}
        />
      ) : (
        <ContactForm kind={kind} onKind={setKind} onStarted={setStarted} />
      )}
    </section>
  );
}

function ContactForm({
  kind,
  onKind,
  onStarted,
}: {
  kind: Kind;
  onKind: (kind: Kind) => void;
  onStarted: (started: Started) => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  const [contact, setContact] = useState('');
  const lookUp = useAct<object, Started>(
    (body, key) => ask('/v1/visitors/lookups', { method: 'POST', body, key }),
    onStarted,
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const given = contact.trim();
        lookUp.mutate({
          ...(given.includes('@') ? { email: given } : { phone: given }),
          purpose: 'privacy-request',
        });
      }}
    >
      <ProblemAlert problem={lookUp.error} />
      <Choices
        legend={say('Apa yang Anda minta?', 'What do you ask for?')}
        name="kind"
        value={kind}
        onChange={onKind}
        options={[
          {
            value: 'access',
            label: word('privacyKind', 'access'),
            hint: say(
              'Semua yang tercatat tentang Anda di buku tamu, sebagai berkas.',
              'All that the guestbook holds of you, as a file.',
            ),
          },
          {
            value: 'correction',
            label: word('privacyKind', 'correction'),
            hint: say(
              'Nama, instansi, atau telepon yang salah tercatat.',
              'A name, institution or telephone that was written wrongly.',
            ),
          },
          {
            value: 'erasure',
            label: word('privacyKind', 'erasure'),
            hint: say(
              'Nama, instansi, kontak, dan jawaban pribadi dari semua kunjungan Anda. Tidak dapat dikembalikan.',
              'Name, institution, contact and personal answers of all your visits. They cannot be brought back.',
            ),
          },
        ]}
      />
      <TextInput
        id="field-contact"
        label={say('E-mail atau telepon saat berkunjung', 'E-mail or telephone of your visit')}
        description={say(
          'Kode dikirim ke e-mail yang Anda tinggalkan. Tidak meninggalkan e-mail? Datanglah ke meja PST dengan kartu identitas.',
          'A code goes to the e-mail address you left. Left none? Come to the PST desk with your identity card.',
        )}
        required
        minLength={5}
        maxLength={254}
        autoComplete="email"
        value={contact}
        onChange={(event) => setContact(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={lookUp.isPending}>
          {say('Kirim kode', 'Send the code')}
        </Button>
      </div>
    </form>
  );
}

function CodeForm({
  kind,
  started,
  onFiled,
  again,
}: {
  kind: Kind;
  started: Started;
  onFiled: (filed: Filed) => void;
  again: () => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  const [code, setCode] = useState('');
  const [correction, setCorrection] = useState<Correction>({});
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const file = useAct<Filing, Filed>(
    (body, key) => ask('/v1/privacy-requests', { method: 'POST', body, key }),
    onFiled,
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        file.mutate({
          lookupId: started.lookupId,
          oneTimeCode: code.trim(),
          kind,
          ...(kind === 'correction' && { correction }),
        });
      }}
    >
      <h3>{word('privacyKind', kind)}</h3>
      <p role="status">
        {say(
          'Bila kontak itu tercatat, kode sudah dikirim. Belum sampai dalam satu menit? Periksa folder spam.',
          'If that contact is on file, the code is on its way. Not there within a minute? Look into the spam folder.',
        )}
      </p>
      <ProblemAlert problem={file.error} />
      <OneTimeCodeField id="field-oneTimeCode" field={field} value={code} onChange={setCode} />
      {kind === 'correction' && <CorrectionFields value={correction} onChange={setCorrection} />}
      <div className="row">
        <Button type="submit" loading={file.isPending}>
          {say('Ajukan permohonan', 'Make the request')}
        </Button>
        <Button variant="default" onClick={again}>
          {say('Kembali', 'Back')}
        </Button>
      </div>
    </form>
  );
}

/** What of a person may be put right; only what is filled in changes. */
export function CorrectionFields({
  value,
  onChange,
}: {
  value: Correction;
  onChange: (value: Correction) => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  return (
    <fieldset className="stack">
      <legend>{say('Yang benar', 'What is right')}</legend>
      <p className="soft small">
        {say('Isi hanya yang salah tercatat.', 'Fill in only what was written wrongly.')}
      </p>
      {(['name', 'institution', 'phone'] as const).map((name) => (
        <TextInput
          key={name}
          id={`field-correction.${name}`}
          label={word('personField', name)}
          autoComplete="off"
          value={value[name] ?? ''}
          onChange={({ currentTarget: { value: typed } }) =>
            onChange({ ...value, [name]: typed === '' ? undefined : typed })
          }
        />
      ))}
    </fieldset>
  );
}

/** That a request is taken: its code, and when it is answered. */
export function Receipt({
  filed: { code, dueAt },
  atDesk = false,
}: {
  filed: Filed;
  /** The answer is given where it was filed. */
  atDesk?: boolean;
}) {
  const say = useSay();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="note good" role="status" tabIndex={-1} ref={box}>
      <h3>{say('Permohonan diterima', 'The request is received')}</h3>
      <p>
        {atDesk
          ? say('Jawabannya dapat diambil di meja paling lambat', 'It is answered at the desk by')
          : say('Kami menjawab lewat e-mail paling lambat', 'We answer by e-mail by')}{' '}
        <b>
          {format.dayTime(dueAt)} {zoneName()}
        </b>
        .{' '}
        {say(
          'Dengan kode ini kemajuannya dapat dilihat:',
          'With this code one can see how far it is:',
        )}
      </p>
      <div className="row">
        <strong className="num" style={{ fontSize: '1.45rem' }}>
          {code}
        </strong>
        <CopyButton text={code} label={say('Salin kode', 'Copy the code')} />
      </div>
    </div>
  );
}
