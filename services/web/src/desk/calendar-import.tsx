import type { CalendarChange, importCalendar, ReplyOf } from '@pst/contracts';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Import = ReplyOf<typeof importCalendar>;
interface Command {
  readonly format: 'ical' | 'csv';
  readonly content: string;
  readonly source: string;
  readonly dryRun: boolean;
  readonly dates?: string[];
}

/** A list from a file: first what it would change, then what of it is chosen. */
export function CalendarImport() {
  const say = useSay();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [source, setSource] = useState('');
  const [missing, setMissing] = useState(0);
  const [tried, setTried] = useState<{ command: Command; found: Import }>();
  const run = useAct<Command, Import>(
    (body, key) => ask('/v1/desk/calendar/imports', { method: 'POST', body, key }),
    async (found, command) => {
      if (command.dryRun) {
        setTried({ command, found });
        return;
      }
      setTried(undefined);
      await queries.invalidateQueries({ queryKey: ['calendar'] });
    },
  );
  const attempt = async () => {
    if (!file) {
      setMissing(missing + 1);
      return;
    }
    const content = await file.text();
    const format = content.trimStart().startsWith('BEGIN:') ? 'ical' : 'csv';
    run.mutate({ format, content, source, dryRun: true });
  };
  return (
    <section className="card stack">
      <h2>{say('Impor daftar libur', 'Import a list of days off')}</h2>
      <p className="soft">
        {say(
          'Berkas iCal (.ics) atau CSV dengan kolom tanggal, jenis, nama. Berkas hanya mengusulkan; Anda yang memilih.',
          'An iCal file (.ics) or CSV with the columns date, kind, name. The file only proposes; you choose.',
        )}
      </p>
      {missing > 0 && !file && (
        <ErrorSummary
          mark={missing}
          errors={[{ path: 'file', message: say('Pilih berkas', 'Choose a file') }]}
        />
      )}
      <ProblemAlert problem={run.error} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt();
        }}
      >
        <label className="stack" style={{ gap: '0.4rem' }}>
          <b style={{ fontWeight: 600 }}>{say('Berkas', 'File')}</b>
          <input
            id="field-file"
            type="file"
            accept=".ics,.csv,text/calendar,text/csv"
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              setTried(undefined);
            }}
          />
        </label>
        <TextInput
          label={say('Dasar: SKB atau surat', 'Basis: decree or letter')}
          required
          minLength={3}
          maxLength={200}
          maw={560}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={run.isPending && !tried}>
            {say('Lihat perbedaan', 'See the differences')}
          </Button>
        </div>
      </form>
      {tried && (
        <Proposals
          key={tried.command.content}
          found={tried.found}
          applying={run.isPending}
          onApply={(dates) => run.mutate({ ...tried.command, source, dryRun: false, dates })}
        />
      )}
      {run.isSuccess && !tried && (
        <div className="note good" role="status">
          {say(
            `${run.data.applied.length} perubahan diterapkan. Janji yang masih berjalan dihitung ulang.`,
            `${run.data.applied.length} changes applied. Promises that still run are reckoned anew.`,
          )}
        </div>
      )}
    </section>
  );
}

function Proposals({
  found: { changes, unchanged, errors },
  applying,
  onApply,
}: {
  found: Import;
  applying: boolean;
  onApply: (dates: string[]) => void;
}) {
  const say = useSay();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(changes.filter(({ suggested }) => suggested).map(({ date }) => date)),
  );
  const choose = (date: string, yes: boolean) =>
    setChosen(new Set(yes ? [...chosen, date] : [...chosen].filter((one) => one !== date)));
  const unsaid = changes.filter(({ change }) => change === 'remove');
  const said = changes.filter(({ change }) => change !== 'remove');
  const proposals = (some: readonly CalendarChange[]) =>
    some.map((change) => (
      <Proposal
        key={change.date}
        change={change}
        chosen={chosen.has(change.date)}
        onChoose={(yes) => choose(change.date, yes)}
      />
    ));
  return (
    <div className="stack" role="group" aria-label={say('Usulan berkas', 'What the file proposes')}>
      <h3 role="status">
        {say(
          `${changes.length} perbedaan, ${unchanged} hari sama`,
          `${changes.length} differences, ${unchanged} days the same`,
        )}
      </h3>
      {errors.length > 0 && (
        <div className="note warn">
          <strong>{say('Baris yang tidak terbaca', 'Lines that cannot be used')}</strong>
          <ul style={{ margin: 0, paddingLeft: '1.2rem', overflowWrap: 'anywhere' }}>
            {errors.map((error) => (
              <li key={`${error.line} ${error.field}`}>
                {say('Baris', 'Line')} {error.line}, {error.field}: {error.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>{proposals(said)}</div>
      {unsaid.length > 0 && (
        <details>
          <summary>
            {say(
              `${unsaid.length} hari libur tidak ada dalam berkas`,
              `${unsaid.length} days off are not in the file`,
            )}
          </summary>
          {proposals(unsaid)}
        </details>
      )}
      {changes.length > 0 && (
        <div>
          <Button
            loading={applying}
            disabled={chosen.size === 0}
            onClick={() => onApply([...chosen])}
          >
            {say(`Terapkan ${chosen.size} perubahan`, `Apply ${chosen.size} changes`)}
          </Button>
        </div>
      )}
    </div>
  );
}

function Proposal({
  change,
  chosen,
  onChoose,
}: {
  change: CalendarChange;
  chosen: boolean;
  onChoose: (yes: boolean) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <div className="proposal">
      <Checkbox
        id={`proposal-${change.date}`}
        checked={chosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <label htmlFor={`proposal-${change.date}`}>
        <strong>
          {word('calendarChange', change.change)}: {format.day(change.date)}
        </strong>
        <span style={{ display: 'block' }}>
          <span lang="id">{change.name}</span> · {word('dayOff', change.kind)}
        </span>
        {change.was && (
          <span className="soft small" style={{ display: 'block' }}>
            {say('Kini', 'Now')}: <span lang="id">{change.was.name}</span> ·{' '}
            {word('dayOff', change.was.kind)}
          </span>
        )}
        {!change.suggested && change.change === 'add' && (
          <span className="small" style={{ display: 'block', color: 'var(--warn)' }}>
            {say(
              'Berkas menyebutnya peringatan, bukan hari libur. Periksa SKB.',
              'The file calls it an observance, not a day off. Check the decree.',
            )}
          </span>
        )}
      </label>
    </div>
  );
}
