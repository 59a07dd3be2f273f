import type { listImports, ReplyOf } from '@pst/contracts';
import { Badge, Button, Progress, Switch } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
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

function Start() {
  const say = useSay();
  const queries = useQueryClient();
  const [source, setSource] = useState<'bps-webapi' | 'csv'>('bps-webapi');
  const [dryRun, setDryRun] = useState(true);
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(0);
  const start = useAct(
    (body: { source: string; dryRun: boolean; csv?: string }, key) =>
      ask('/v1/desk/imports', { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['imports'] }),
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (source === 'csv' && !file) {
          setMissing(missing + 1);
          return;
        }
        void (async () =>
          start.mutate({
            source,
            dryRun,
            ...(source === 'csv' && file ? { csv: await file.text() } : {}),
          }))();
      }}
    >
      <h2>{say('Impor baru', 'New import')}</h2>
      {missing > 0 && source === 'csv' && !file && (
        <ErrorSummary
          mark={missing}
          errors={[{ path: 'csv', message: say('Pilih berkas CSV', 'Choose a CSV file') }]}
        />
      )}
      <ProblemAlert problem={start.error} />
      <Choices
        legend={say('Sumber', 'Source')}
        name="source"
        value={source}
        onChange={setSource}
        options={[
          { value: 'bps-webapi', label: 'WebAPI BPS' },
          { value: 'csv', label: say('Berkas CSV', 'CSV file') },
        ]}
      />
      {source === 'csv' && (
        <label className="stack" style={{ gap: '0.4rem' }}>
          <b style={{ fontWeight: 600 }}>{say('Berkas', 'File')}</b>
          <input
            id="field-csv"
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </label>
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
                  {job.source === 'csv' ? 'CSV' : 'WebAPI BPS'}
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
                      <li key={error.record + error.message}>
                        {error.record} {error.field && `(${error.field})`}: {error.message}
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
