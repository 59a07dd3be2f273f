import type { Publication } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ask } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useSay } from '../../language/language.ts';

type Copy = Publication['copies'][number];

/** The hardcopies: their places, the state they are in, and a new one. */
export function RecordCopies({ of }: { of: Publication }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const path = `/v1/desk/publications/${of.id}/copies`;
  const again = () => queries.invalidateQueries({ queryKey: ['publication', of.id] });
  const [shelfMark, setShelfMark] = useState('');
  const [label, setLabel] = useState('');
  const add = useAct(
    (body: { shelfMark: string; label?: string }, key) => ask(path, { method: 'POST', body, key }),
    async () => {
      setShelfMark('');
      setLabel('');
      await again();
    },
  );
  const change = useAct(
    ({ id, condition }: Pick<Copy, 'id'> & { condition: string }, key) =>
      ask(`${path}/${id}`, { method: 'PATCH', body: { condition }, key }),
    again,
  );
  return (
    <section className="card stack">
      <h2>{say('Eksemplar di rak', 'Copies on the shelf')}</h2>
      <ProblemAlert problem={change.error ?? add.error} />
      {of.copies.length === 0 && (
        <p className="soft">{say('Tidak ada eksemplar.', 'There is no copy.')}</p>
      )}
      <ul className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {of.copies.map((copy) => (
          <li key={copy.id} className="row between">
            <span>
              <b className="num">{copy.shelfMark}</b>
              {copy.label !== null && <span className="soft small num"> · {copy.label}</span>}
            </span>
            <NativeSelect
              aria-label={`${say('Kondisi', 'Condition')} ${copy.shelfMark} ${copy.label ?? ''}`}
              value={copy.condition}
              data={options('condition')}
              onChange={(event) =>
                change.mutate({ id: copy.id, condition: event.currentTarget.value })
              }
            />
          </li>
        ))}
      </ul>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ shelfMark, ...(label.trim() !== '' && { label }) });
        }}
      >
        <TextInput
          id="field-shelfMark"
          label={say('Rak', 'Shelf mark')}
          required
          value={shelfMark}
          onChange={(event) => setShelfMark(event.currentTarget.value)}
        />
        <TextInput
          id="field-label"
          label={say('Kode eksemplar (bila ada)', 'Label (if it has one)')}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={add.isPending}>
            {say('Tambah eksemplar', 'Add a copy')}
          </Button>
        </div>
      </form>
    </section>
  );
}
