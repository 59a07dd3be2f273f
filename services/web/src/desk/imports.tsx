import type { listImports, ReplyOf, RequestOf, startImport } from '@pst/contracts';
import { Badge, Button, Progress, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { upload } from '../gateway/upload.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Jobs = ReplyOf<typeof listImports>;

export function Imports() {
  const say = useSay();
  return (
    <DeskPage title={say('Impor katalog', 'Catalogue imports')} roles={['librarian', 'admin']}>
      {() => (
        <div className="split">
          <History />
          <Start />
        </div>
      )}
    </DeskPage>
  );
}

type Source = RequestOf<typeof startImport>['source'];

/** What a file of each kind is called; the WebAPI has none. */
const FILES: Readonly<Record<Source, string | undefined>> = {
  'bps-webapi': undefined,
  marc21: '.mrc,.marc,.iso,.dat',
  marcxml: '.xml',
  csv: '.csv,text/csv',
  'slims-csv': '.csv,text/csv',
};

function Start() {
  const say = useSay();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const [source, setSource] = useState<Source>('bps-webapi');
  const [dryRun, setDryRun] = useState(true);
  const [file, setFile] = useState<File>();
  const [files, setFiles] = useState(false);
  const [missing, setMissing] = useState(0);
  const [sent, setSent] = useState(0);
  const accept = FILES[source];
  const start = useMutation<unknown, Problem>({
    mutationFn: () =>
      accept === undefined || file === undefined
        ? ask('/v1/desk/imports', { method: 'POST', body: { source, dryRun, files } })
        : upload(
            'POST',
            `/v1/desk/imports/file${query({ source, dryRun: String(dryRun) })}`,
            file,
            setSent,
          ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  const noFile = accept !== undefined && file === undefined;
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (noFile) {
          setMissing(missing + 1);
          return;
        }
        setSent(0);
        start.mutate();
      }}
    >
      <h2>{say('Impor baru', 'New import')}</h2>
      {missing > 0 && noFile && (
        <ErrorSummary
          mark={missing}
          errors={[{ path: 'file', message: say('Pilih berkasnya', 'Choose the file') }]}
        />
      )}
      <ProblemAlert problem={start.error} />
      <Choices
        legend={say('Sumber', 'Source')}
        name="source"
        value={source}
        onChange={setSource}
        options={Object.keys(FILES).map((value) => ({
          value: value as Source,
          label: word('importSource', value),
          ...(value === 'slims-csv' && {
            hint: say(
              'Ekspor bibliografi SLiMS; kode eksemplar ikut terbawa.',
              'The bibliographic export of SLiMS, with its item codes.',
            ),
          }),
        }))}
      />
      {accept !== undefined && (
        <label className="stack" style={{ gap: '0.4rem' }}>
          <b style={{ fontWeight: 600 }}>{say('Berkas', 'File')}</b>
          <input
            key={source}
            id="field-file"
            type="file"
            accept={accept}
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </label>
      )}
      {source === 'bps-webapi' && (
        <Switch
          checked={files}
          onChange={(event) => setFiles(event.currentTarget.checked)}
          label={say('Ambil PDF-nya juga', 'Fetch the PDFs as well')}
          description={say(
            'Satu per satu, beberapa detik tiap buku. Tidak berlaku saat uji.',
            'One by one, some seconds a book. Not in a dry run.',
          )}
        />
      )}
      <Switch
        checked={dryRun}
        onChange={(event) => setDryRun(event.currentTarget.checked)}
        label={say('Uji dahulu', 'Dry run')}
        description={say(
          'Hitung saja, tidak mengubah katalog.',
          'Only count; the catalogue is not changed.',
        )}
      />
      {start.isPending && accept !== undefined && (
        <Progress
          size="lg"
          value={sent * 100}
          aria-label={say('Berkas terkirim', 'Sending the file')}
        />
      )}
      <Button type="submit" loading={start.isPending}>
        {dryRun ? say('Uji impor', 'Try the import') : say('Mulai impor', 'Start the import')}
      </Button>
    </form>
  );
}

function History() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const jobs = useQuery<Jobs, Problem>({
    queryKey: ['imports'],
    queryFn: () => ask('/v1/desk/imports'),
    refetchInterval: (current) =>
      current.state.data?.items.some(({ state }) => state === 'running' || state === 'queued')
        ? 1_000
        : 15_000,
  });
  return (
    <Shown
      of={jobs}
      empty={({ items }) =>
        items.length === 0 && <Empty title={say('Belum ada impor', 'No imports yet')} />
      }
    >
      {({ items }) => (
        <ul className="results">
          {items.map((job) => (
            <li key={job.id}>
              <div className="row between">
                <strong>
                  {word('importSource', job.source)}
                  {job.dryRun && ` · ${say('uji', 'dry run')}`}
                </strong>
                <Badge>{word('importState', job.state)}</Badge>
              </div>
              {(job.state === 'running' || job.state === 'queued') && (
                <Progress
                  size="lg"
                  value={job.total ? (job.processed / job.total) * 100 : 0}
                  aria-label={say('Kemajuan impor', 'Import progress')}
                />
              )}
              <span className="small num">
                {format.number(job.processed)}
                {job.total !== null && ` / ${format.number(job.total)}`} {say('rekaman', 'records')}
                :{' '}
                {say(
                  `${job.added} baru, ${job.changed} berubah, ${job.unchanged} tetap, ${job.refused} ditolak`,
                  `${job.added} new, ${job.changed} changed, ${job.unchanged} unchanged, ${job.refused} refused`,
                )}
              </span>
              {job.errors.length > 0 && (
                <details>
                  <summary>{say('Rekaman yang ditolak', 'Refused records')}</summary>
                  <ul>
                    {job.errors.map((error) => (
                      <li key={`${error.record} ${error.field} ${error.message}`}>
                        <b>{error.record}</b>: {error.field} {word('importProblem', error.problem)}{' '}
                        <span className="soft small" lang="en">
                          {error.message}
                        </span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Shown>
  );
}
