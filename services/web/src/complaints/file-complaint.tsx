import type { fileComplaint, ReplyOf } from '@pst/contracts';
import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Page } from '../components/page.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type FieldError } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Receipt = ReplyOf<typeof fileComplaint>;

const route = getRouteApi('/framed/pengaduan');

export function FileComplaint() {
  const say = useSay();
  const { word } = useCodeWords();
  const [kind, setKind] = useState<'complaint' | 'information' | 'aspiration'>('complaint');
  const [subject, setSubject] = useState(route.useSearch().perihal?.slice(0, 200) ?? '');
  const [body, setBody] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [secret, setSecret] = useState(false);
  const [contact, setContact] = useState({ name: '', email: '', phone: '' });
  const [errors, setErrors] = useState<FieldError[]>([]);
  const file = useAct((filing: Record<string, unknown>, key) =>
    ask<Receipt>('/v1/complaints', { method: 'POST', body: filing, key }),
  );
  if (file.data) {
    return <Filed receipt={file.data} />;
  }
  const errorOf = (path: string) =>
    [...errors, ...(file.error?.errors ?? [])].find((error) => error.path === path)?.message;
  const submit = () => {
    const found = [
      ...(subject.trim()
        ? []
        : [{ path: 'subject', message: say('Isi: pokok laporan', 'Fill in: subject') }]),
      ...(body.trim()
        ? []
        : [{ path: 'body', message: say('Isi: uraian kejadian', 'Fill in: what happened') }]),
    ];
    setErrors(found);
    if (found.length > 0) {
      return;
    }
    const left = Object.fromEntries(Object.entries(contact).filter(([, value]) => value.trim()));
    file.mutate({
      subject,
      body,
      kind,
      anonymous,
      secret,
      ...(Object.keys(left).length > 0 && !anonymous ? { contact: left } : {}),
    });
  };
  return (
    <Page
      narrow
      title={say('Sampaikan pengaduan', 'Make a complaint')}
      lead={
        <>
          {say(
            'Setiap laporan mendapat kode dan dijawab petugas. ',
            'Every report gets a code and is answered by an officer. ',
          )}
          <Link to="/pengaduan/lacak">
            {say('Sudah punya kode? Lacak di sini', 'Have a code? Track it here')}
          </Link>
        </>
      }
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {errors.length > 0 && <ErrorSummary errors={errors} mark={errors} />}
        <ProblemAlert problem={file.error} />
        <Choices
          legend={say('Jenis laporan', 'Kind of report')}
          name="kind"
          value={kind}
          onChange={setKind}
          options={(['complaint', 'information', 'aspiration'] as const).map((value) => ({
            value,
            label: word('complaintKind', value),
          }))}
        />
        <TextInput
          id="field-subject"
          label={say('Pokok laporan', 'Subject')}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          error={errorOf('subject')}
        />
        <Textarea
          id="field-body"
          label={say('Apa yang terjadi?', 'What happened?')}
          description={say(
            'Kapan, di mana, dan apa yang Anda harapkan.',
            'When, where, and what you hope for.',
          )}
          autosize
          minRows={5}
          maxLength={10_000}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
          error={errorOf('body')}
        />
        <Switch
          checked={anonymous}
          onChange={(event) => setAnonymous(event.currentTarget.checked)}
          label={say('Tanpa nama', 'Anonymous')}
          description={say(
            'Siapa pun yang menangani tidak tahu siapa Anda.',
            'Nobody handling it learns who you are.',
          )}
        />
        <Switch
          checked={secret}
          onChange={(event) => setSecret(event.currentTarget.checked)}
          label={say('Rahasia', 'Secret')}
          description={say(
            'Isi laporan tidak pernah diumumkan.',
            'The report is never made public.',
          )}
        />
        {!anonymous && (
          <fieldset>
            <legend>{say('Kontak (boleh dilewati)', 'Contact (optional)')}</legend>
            <TextInput
              id="field-contact.name"
              label={say('Nama', 'Name')}
              autoComplete="name"
              value={contact.name}
              onChange={(event) => setContact({ ...contact, name: event.currentTarget.value })}
            />
            <TextInput
              id="field-contact.email"
              label="E-mail"
              type="email"
              autoComplete="email"
              value={contact.email}
              onChange={(event) => setContact({ ...contact, email: event.currentTarget.value })}
              error={errorOf('contact.email')}
            />
            <TextInput
              id="field-contact.phone"
              label={say('Telepon', 'Telephone')}
              type="tel"
              autoComplete="tel"
              value={contact.phone}
              onChange={(event) => setContact({ ...contact, phone: event.currentTarget.value })}
            />
          </fieldset>
        )}
        <div>
          <Button type="submit" size="lg" loading={file.isPending}>
            {say('Kirim laporan', 'Send the report')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Filed({ receipt }: { receipt: Receipt }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <Page narrow title={say('Laporan Anda diterima', 'Your report has been received')}>
      <div className="stack">
        <section className="card stack">
          <dl className="facts">
            <dt>{say('Kode', 'Code')}</dt>
            <dd className="secret" data-testid="complaint-code">
              {receipt.code}
            </dd>
            <dt>PIN</dt>
            <dd className="secret" data-testid="complaint-pin">
              {receipt.pin}
            </dd>
          </dl>
          <p className="note warn">
            {say(
              'Simpan keduanya sekarang. PIN hanya ditampilkan sekali dan tidak dapat kami kirim ulang.',
              'Keep both now. The PIN is shown once and cannot be sent again.',
            )}
          </p>
          <div className="row no-print">
            <CopyButton
              text={`${receipt.code} · PIN ${receipt.pin}`}
              label={say('Salin kode dan PIN', 'Copy code and PIN')}
            />
            <Button variant="default" onClick={() => window.print()}>
              {say('Cetak', 'Print')}
            </Button>
          </div>
        </section>
        <h2>{say('Apa selanjutnya', 'What happens next')}</h2>
        <ul style={{ margin: 0, paddingLeft: '1.3rem' }}>
          {receipt.deadlines.map((deadline) => (
            <li key={deadline.deadline}>
              {word('complaintDeadline', deadline.deadline)}: {say('paling lambat', 'by')}{' '}
              {format.dayTime(deadline.dueAt)}
            </li>
          ))}
        </ul>
        <Link to="/pengaduan/lacak">{say('Lacak laporan ini', 'Track this report')}</Link>
      </div>
    </Page>
  );
}
