import { TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useSay } from '../language/language.ts';

/** The six digits that were mailed. `id` ends in the name by which the gateway's answer calls them. */
export function OneTimeCodeField({
  id,
  field,
  value,
  onChange,
}: {
  id: string;
  field: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (code: string) => void;
}) {
  const say = useSay();
  return (
    <TextInput
      ref={field}
      id={id}
      label={say('Kode dari e-mail', 'Code from the e-mail')}
      required
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={6}
      maw={180}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
