import type { listUnanswered, readSynonyms, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Table = ReplyOf<typeof readSynonyms>;
type Unanswered = ReplyOf<typeof listUnanswered>;

const BETWEEN = ' = ';
const rowOf = (names: readonly string[]) => names.join(BETWEEN);
const namesIn = (row: string) =>
  row
    .split('=')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What readers looked for in vain, and the other names by which the search shall know things. */
export function SearchWords() {
  const say = useSay();
  const table = useQuery<Table, Problem>({
    queryKey: ['synonyms'],
    queryFn: () => ask('/v1/desk/synonyms'),
  });
  return (
    <DeskPage title={say('Kata pencarian', 'Search words')} roles={['librarian', 'admin']}>
      {() => <Shown of={table}>{(read) => <Words key={read.version} read={read} />}</Shown>}
    </DeskPage>
  );
}

function Words({ read }: { read: Table }) {
  const [rows, setRows] = useState(() => read.groups.map(rowOf));
  const [added, setAdded] = useState(0);
  const newest = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (added > 0) {
      newest.current?.focus();
    }
  }, [added]);
  const add = (row: string) => {
    setRows([row, ...rows]);
    setAdded(added + 1);
  };
  return (
    <div className="split">
      <Synonyms
        version={read.version}
        rows={rows}
        changed={rows.join('\n') !== read.groups.map(rowOf).join('\n')}
        onChange={setRows}
        onAdd={() => add('')}
        newest={newest}
      />
      <InVain onName={(words) => add(words + BETWEEN)} />
    </div>
  );
}

function Synonyms({
  version,
  rows,
  changed,
  onChange,
  onAdd,
  newest,
}: {
  version: number;
  rows: readonly string[];
  changed: boolean;
  onChange: (rows: string[]) => void;
  onAdd: () => void;
  newest: RefObject<HTMLInputElement | null>;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const [tried, setTried] = useState(false);
  const half = rows.findIndex((row) => row.trim() !== '' && namesIn(row).length < 2);
  const save = useAct(
    (groups: string[][], key) =>
      ask<Table>('/v1/desk/synonyms', { method: 'PUT', body: { groups, version }, key }),
    async (saved) => {
      queries.setQueryData(['synonyms'], saved);
      await queries.invalidateQueries({ queryKey: ['unanswered'] });
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (half === -1) {
          save.mutate(rows.map(namesIn).filter((names) => names.length > 0));
        }
      }}
    >
      <h2>{say('Padanan', 'Other names')}</h2>
      <p className="soft">
        {say(
          'Satu baris, satu hal; nama-namanya dipisahkan tanda =. Yang mencari salah satunya menemukan semuanya, mulai pencarian berikutnya.',
          'One thing to a line, its names with = between them. Whoever searches for one finds them all, from the next search on.',
        )}
      </p>
      <ProblemAlert problem={save.error} />
      <div className="row">
        <Button variant="default" onClick={onAdd}>
          {say('Tambah baris', 'Add a line')}
        </Button>
        <Button type="submit" disabled={!changed} loading={save.isPending}>
          {say('Simpan', 'Save')}
        </Button>
        <span role="status" className="soft">
          {changed
            ? say('Belum disimpan', 'Not saved yet')
            : save.isSuccess && say('Tersimpan', 'Saved')}
        </span>
      </div>
      <ul className="stack" style={{ gap: '0.5rem', listStyle: 'none', padding: 0 }}>
        {rows.map((row, at) => (
          // Lines have no identity of their own; their place is what is edited.
          <li key={rows.length - at} className="row" style={{ flexWrap: 'nowrap' }}>
            <TextInput
              ref={at === 0 ? newest : undefined}
              style={{ flex: 1 }}
              aria-label={say(`Baris ${at + 1}`, `Line ${at + 1}`)}
              maxLength={500}
              value={row}
              error={
                at === half && tried
                  ? say('Tulis paling sedikit dua nama', 'Write at least two names')
                  : undefined
              }
              onChange={(event) => onChange(rows.with(at, event.currentTarget.value))}
            />
            <Button
              variant="subtle"
              color="red"
              aria-label={say(`Hapus ${row || 'baris kosong'}`, `Remove ${row || 'empty line'}`)}
              onClick={() => onChange(rows.toSpliced(at, 1))}
            >
              {say('Hapus', 'Remove')}
            </Button>
          </li>
        ))}
      </ul>
    </form>
  );
}

function InVain({ onName }: { onName: (words: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const unanswered = useQuery<Unanswered, Problem>({
    queryKey: ['unanswered'],
    queryFn: () => ask('/v1/desk/unanswered-queries'),
  });
  return (
    <section className="stack">
      <h2>{say('Dicari tanpa hasil', 'Looked for in vain')}</h2>
      <p className="soft">
        {say(
          'Tanpa nama yang mencari. Baris hilang sendiri begitu ada jawabannya.',
          'Without who looked. A line goes by itself once there is an answer to it.',
        )}
      </p>
      <Shown
        of={unanswered}
        empty={({ items }) =>
          items.length === 0 && (
            <Empty title={say('Semua pencarian berjawab', 'Every search had an answer')} />
          )
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map(({ words, times, lastAskedAt }) => (
              <li key={words} className="row between">
                <span>
                  <b>{words}</b>
                  <br />
                  <span className="soft small">
                    {say(`${times} kali, terakhir`, `${times} times, last`)}{' '}
                    {format.shortDay(lastAskedAt)}
                  </span>
                </span>
                <Button variant="default" onClick={() => onName(words)}>
                  {say('Beri padanan', 'Give it another name')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
