import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { Page } from '../components/page.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type FieldError, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { AttachmentPicker } from './attachment-picker.tsx';
import { useDraft, type Filing } from './draft.ts';
import { ComplaintReceipt, type Receipt } from './receipt.tsx';

const route = getRouteApi('/framed/pengaduan');

/** After so long a report that got no answer is sent again; a network that is back is used at once. */
const AGAIN_AFTER_MS = 15_000;

export function FileComplaint() {
  const say = useSay();
  const { word } = useCodeWords();
  const draft = useDraft(route.useSearch().perihal ?? '');
  const { filing, change } = draft;
  const { kind, subject, body, anonymous, secret, contact } = filing;
  const [files, setFiles] = useState<File[]>([]);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const file = useMutation<Receipt, Problem>({
    mutationFn: () => {
      const report = reportOf(filing);
      const key = draft.keyFor(report);
      return ask('/v1/complaints', { method: 'POST', body: report, key });
    },
    onSuccess: draft.forget,
    onError: (problem) => {
      if (!problem.unanswered) {
        draft.judged();
      }
    },
  });
  const { mutate: send, isPending, error } = file;
  const waits = draft.unanswered && !isPending && (error === null || error.unanswered);
  useEffect(() => {
    if (!waits) {
      return undefined;
    }
    const again = () => send();
    const timer = setInterval(again, AGAIN_AFTER_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [waits, send]);
  if (file.data) {
    return <ComplaintReceipt receipt={file.data} files={files} />;
  }
  const errorOf = (path: string) =>
    [...errors, ...(error?.errors ?? [])].find((error) => error.path === path)?.message;
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
    send();
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
        {waits ? (
          <div className="note warn" role="status">
            {say(
              'Belum terkirim. Laporan ini dikirim sendiri begitu tersambung kembali; biarkan halaman ini terbuka.',
              'Not sent yet. This report is sent by itself once you are connected again; leave this page open.',
            )}
          </div>
        ) : (
          <ProblemAlert problem={error} />
        )}
        <Choices
          legend={say('Jenis laporan', 'Kind of report')}
          name="kind"
          value={kind}
          onChange={(value) => change({ kind: value })}
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
          onChange={(event) => change({ subject: event.currentTarget.value })}
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
          onChange={(event) => change({ body: event.currentTarget.value })}
          error={errorOf('body')}
        />
        <Switch
          checked={anonymous}
          onChange={(event) => change({ anonymous: event.currentTarget.checked })}
          label={say('Tanpa nama', 'Anonymous')}
          description={say(
            'Siapa pun yang menangani tidak tahu siapa Anda.',
            'Nobody handling it learns who you are.',
          )}
        />
        <Switch
          checked={secret}
          onChange={(event) => change({ secret: event.currentTarget.checked })}
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
              onChange={(event) =>
                change({ contact: { ...contact, name: event.currentTarget.value } })
              }
            />
            <TextInput
              id="field-contact.email"
              label="E-mail"
              type="email"
              autoComplete="email"
              value={contact.email}
              onChange={(event) =>
                change({ contact: { ...contact, email: event.currentTarget.value } })
              }
              error={errorOf('contact.email')}
            />
            <TextInput
              id="field-contact.phone"
              label={say('Telepon', 'Telephone')}
              type="tel"
              autoComplete="tel"
              value={contact.phone}
              onChange={(event) =>
                change({ contact: { ...contact, phone: event.currentTarget.value } })
              }
            />
          </fieldset>
        )}
        <AttachmentPicker files={files} onChange={setFiles} />
        <div className="row">
          <Button type="submit" size="lg" loading={isPending}>
            {say('Kirim laporan', 'Send the report')}
          </Button>
          {!draft.isEmpty && (
            <Button
              variant="subtle"
              size="lg"
              disabled={isPending}
              onClick={() => {
                draft.clear();
                setFiles([]);
              }}
            >
              {say('Hapus draf', 'Delete the draft')}
            </Button>
          )}
        </div>
        <p className="soft small">
          {say(
            'Yang Anda tulis tetap ada di layar ini bila halaman dimuat ulang, dan hilang setelah terkirim atau tab ditutup.',
            'What you write stays on this screen when the page is reloaded, and is gone once it is sent or the tab is closed.',
          )}
        </p>
      </form>
    </Page>
  );
}

/** What is sent: of who wants to stay unknown, nothing of the person. */
function reportOf({ contact, ...report }: Filing) {
  const left = Object.fromEntries(Object.entries(contact).filter(([, value]) => value.trim()));
  return report.anonymous || Object.keys(left).length === 0 ? report : { ...report, contact: left };
}
