import type { DayOff, OfficeCalendar } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Entry = Pick<DayOff, 'name' | 'kind' | 'source'>;

/** One day: what it is by whose word, and for its keepers the form that says otherwise. */
export function DayOffEditor({
  date,
  known,
  mayEdit,
  heading,
}: {
  date: string;
  known: DayOff | undefined;
  mayEdit: boolean;
  heading: RefObject<HTMLHeadingElement | null>;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <section className="card stack">
      <h2 ref={heading} tabIndex={-1}>
        {format.day(date)}
      </h2>
      {known ? (
        <p>
          <strong lang="id">{known.name}</strong>
          <span className="soft" style={{ display: 'block' }}>
            {word('dayOff', known.kind)} · <span lang="id">{known.source}</span>
          </span>
        </p>
      ) : (
        <p className="soft">{say('Tidak tercatat sebagai libur.', 'Not entered as a day off.')}</p>
      )}
      {mayEdit && <EntryForm date={date} known={known} />}
    </section>
  );
}

function EntryForm({ date, known }: { date: string; known: DayOff | undefined }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [entry, setEntry] = useState<Entry>({
    name: known?.name ?? '',
    kind: known?.kind ?? 'office-closure',
    source: known?.source ?? '',
  });
  const place = `/v1/desk/calendar/days/${date}`;
  const renewed = () => queries.invalidateQueries({ queryKey: ['calendar'] });
  const save = useAct<Entry, OfficeCalendar>(
    (body, key) => ask(place, { method: 'PUT', body, key }),
    renewed,
  );
  const remove = useAct<null, OfficeCalendar>(
    (_, key) => ask(place, { method: 'DELETE', key }),
    renewed,
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(entry);
      }}
    >
      <ProblemAlert problem={save.error ?? remove.error} />
      <TextInput
        id="field-name"
        label={say('Nama hari libur', 'Name of the day off')}
        required
        maxLength={120}
        value={entry.name}
        onChange={(event) => setEntry({ ...entry, name: event.currentTarget.value })}
      />
      <NativeSelect
        id="field-kind"
        label={say('Jenis', 'Kind')}
        value={entry.kind}
        onChange={(event) =>
          // The options are the code list itself.
          setEntry({ ...entry, kind: event.currentTarget.value as Entry['kind'] })
        }
        data={options('dayOff')}
      />
      <TextInput
        id="field-source"
        label={say('Dasar: SKB atau surat', 'Basis: decree or letter')}
        description={say('Misalnya SKB 3 Menteri 1497/2025', 'Such as SKB 3 Menteri 1497/2025')}
        required
        minLength={3}
        maxLength={200}
        value={entry.source}
        onChange={(event) => setEntry({ ...entry, source: event.currentTarget.value })}
      />
      {(save.isSuccess || remove.isSuccess) && (
        <div className="note good" role="status">
          {known
            ? say(
                'Tersimpan. Janji yang masih berjalan dihitung ulang.',
                'Saved. Promises that still run are reckoned anew.',
              )
            : say(
                'Dihapus. Isian tetap di sini; tambahkan lagi bila keliru.',
                'Removed. The fields stay here; add it again if that was a mistake.',
              )}
        </div>
      )}
      <div className="row">
        <Button type="submit" loading={save.isPending}>
          {known ? say('Simpan', 'Save') : say('Tambah hari libur', 'Add day off')}
        </Button>
        {known && (
          <Button
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(null)}
          >
            {say('Hapus', 'Remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
