import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { Problem } from '../../gateway/gateway.ts';
import { useSay } from '../../language/language.ts';
import { useFieldNames } from './field-names.ts';
import type { RecordField, RecordValues } from './record-fields.ts';

/** The description of a publication, to be filled in or corrected. */
export function RecordForm({
  initial,
  problem,
  busy,
  action,
  children,
  onSubmit,
}: {
  initial: RecordValues;
  problem: Problem | null;
  busy: boolean;
  action: string;
  /** Stands before the button. */
  children?: ReactNode;
  onSubmit: (values: RecordValues) => void;
}) {
  const say = useSay();
  const { options } = useCodeWords();
  const names = useFieldNames();
  const [values, setValues] = useState(initial);
  const field = (name: RecordField) => ({
    id: `field-${name}`,
    label: names[name],
    value: values[name],
    error: problem?.errors.find(({ path }) => path.split('.')[0] === name)?.message,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((known) => ({ ...known, [name]: value }));
    },
  });
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(values);
      }}
    >
      <ProblemAlert problem={problem} />
      <Textarea {...field('title')} autosize minRows={1} required maxLength={500} />
      <div className="tiles">
        <TextInput {...field('series')} />
        <TextInput {...field('year')} inputMode="numeric" pattern="[0-9]{4}" />
        <NativeSelect {...field('kind')} data={options('kind')} />
        <NativeSelect {...field('language')} data={options('language')} />
        <TextInput
          {...field('area')}
          inputMode="numeric"
          pattern="[0-9]{2,10}"
          description={say('Misalnya 1606', 'Such as 1606')}
        />
        <TextInput {...field('areaName')} description={say('Misalnya Musi Banyuasin', 'A name')} />
      </div>
      <Textarea {...field('abstract')} autosize minRows={3} maxRows={12} />
      <div className="tiles">
        <Textarea
          {...field('subjects')}
          autosize
          minRows={2}
          description={say('Satu per baris', 'One on a line')}
        />
        <Textarea
          {...field('authors')}
          autosize
          minRows={2}
          description={say(
            'Orang atau lembaga, satu per baris',
            'Persons or bodies, one on a line',
          )}
        />
        <TextInput {...field('publisher')} />
        <TextInput {...field('releasedOn')} type="date" />
        <TextInput {...field('issn')} />
        <TextInput {...field('isbn')} />
        <TextInput {...field('catalogueNumber')} />
        <TextInput {...field('publicationNumber')} />
        <TextInput {...field('licence')} />
      </div>
      {children}
      <div>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
