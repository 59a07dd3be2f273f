import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../language/language.ts';

/** The code of the authenticator app, or a recovery code in its place. Takes focus when it appears. */
export function SecondStepField({
  id,
  value,
  onChange,
  error,
}: {
  id: string;
  value: string;
  onChange: (code: string) => void;
  error?: string | undefined;
}) {
  const say = useSay();
  const [recovery, setRecovery] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [recovery]);
  return (
    <>
      <TextInput
        key={String(recovery)}
        ref={field}
        id={id}
        label={
          recovery
            ? say('Kode pemulihan', 'Recovery code')
            : say('Kode dari aplikasi autentikator', 'Code of the authenticator app')
        }
        description={
          recovery
            ? say('Seperti 7K2M9-QXC4T. Berlaku satu kali.', 'Such as 7K2M9-QXC4T. Works once.')
            : say('Enam angka yang sedang tampil.', 'The six digits it shows now.')
        }
        required
        autoComplete="one-time-code"
        maxLength={recovery ? 20 : 6}
        {...(!recovery && { inputMode: 'numeric' as const, pattern: '[0-9]{6}' })}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div>
        <Button
          variant="subtle"
          px={0}
          onClick={() => {
            onChange('');
            setRecovery(!recovery);
          }}
        >
          {recovery
            ? say('Pakai aplikasi autentikator', 'Use the authenticator app')
            : say('Ponsel tidak ada? Pakai kode pemulihan', 'No phone? Use a recovery code')}
        </Button>
      </div>
    </>
  );
}
