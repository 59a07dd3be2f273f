import type { Publication } from '@pst/contracts';
import { Button, NativeSelect, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { ErrorSummary, ProblemAlert } from '../../components/problem-alert.tsx';
import { ask, query, type Problem } from '../../gateway/gateway.ts';
import { upload } from '../../gateway/upload.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useFormat, useSay } from '../../language/language.ts';

type Access = NonNullable<Publication['softcopy']>['access'];

/** The PDF: which one there is, who may read it, and a newer one from a file. */
export function RecordSoftcopy({ of }: { of: Publication }) {
  const say = useSay();
  const format = useFormat();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['publication', of.id] });
  const change = useAct(
    (access: Access, key) =>
      ask(`/v1/desk/publications/${of.id}/softcopy`, { method: 'PATCH', body: { access }, key }),
    again,
  );
  return (
    <section className="card stack">
      <h2>Softcopy</h2>
      {of.softcopy === null ? (
        <p className="soft">{say('Belum ada PDF.', 'There is no PDF yet.')}</p>
      ) : (
        <>
          <p className="num">
            {say('Versi', 'Version')} {of.softcopy.version} · {of.softcopy.pages}{' '}
            {say('halaman', 'pages')} · {format.bytes(of.softcopy.bytes)} ·{' '}
            {format.shortDay(of.softcopy.addedAt)}
          </p>
          <ProblemAlert problem={change.error} />
          <NativeSelect
            label={say('Siapa yang boleh membaca', 'Who may read it')}
            value={of.softcopy.access}
            disabled={change.isPending}
            data={options('access')}
            onChange={(event) => change.mutate(event.currentTarget.value as Access)}
          />
        </>
      )}
      <Upload of={of} done={again} />
    </section>
  );
}

function Upload({ of, done }: { of: Publication; done: () => Promise<void> }) {
  const say = useSay();
  const { options } = useCodeWords();
  const [file, setFile] = useState<File>();
  const [access, setAccess] = useState<string>(of.softcopy?.access ?? 'signed-in');
  const [missing, setMissing] = useState(0);
  const [sent, setSent] = useState(0);
  const put = useMutation<unknown, Problem, File>({
    mutationFn: (pdf) =>
      upload(
        'PUT',
        `/v1/desk/publications/${of.id}/softcopy${query({ access, fileName: pdf.name })}`,
        pdf,
        setSent,
      ),
    onSuccess: async () => {
      setFile(undefined);
      await done();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (file === undefined) {
          setMissing(missing + 1);
          return;
        }
        setSent(0);
        put.mutate(file);
      }}
    >
      {missing > 0 && file === undefined && (
        <ErrorSummary
          mark={missing}
          errors={[{ path: 'pdf', message: say('Pilih berkas PDF', 'Choose a PDF file') }]}
        />
      )}
      <ProblemAlert problem={put.error} />
      <label className="stack" style={{ gap: '0.4rem' }}>
        <b style={{ fontWeight: 600 }}>
          {of.softcopy === null
            ? say('Berkas PDF', 'PDF file')
            : say('Berkas PDF yang lebih baru', 'A newer PDF file')}
        </b>
        <input
          key={of.softcopy?.id}
          id="field-pdf"
          type="file"
          accept=".pdf,application/pdf"
          onChange={(event) => setFile(event.currentTarget.files?.[0])}
        />
      </label>
      {of.softcopy === null && (
        <NativeSelect
          label={say('Siapa yang boleh membaca', 'Who may read it')}
          value={access}
          data={options('access')}
          onChange={(event) => setAccess(event.currentTarget.value)}
        />
      )}
      {put.isPending && (
        <div className="stack" style={{ gap: '0.4rem' }}>
          <Progress size="lg" value={sent * 100} aria-label={say('Terkirim', 'Sent')} />
          <p className="soft small" role="status">
            {sent < 1
              ? say('Mengirim berkas…', 'Sending the file…')
              : say('Memeriksa isi PDF…', 'Looking into the PDF…')}
          </p>
        </div>
      )}
      <div>
        <Button type="submit" variant="default" loading={put.isPending}>
          {say('Unggah', 'Upload')}
        </Button>
      </div>
    </form>
  );
}
