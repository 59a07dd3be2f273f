import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import type { Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

/** Asks what somebody's identity is read for, before it is; the reading is written down. */
export function ReasonToRead({
  label,
  usual,
  press,
  reading,
  read,
}: {
  label: string;
  usual: string;
  press: string;
  reading: { readonly isPending: boolean; readonly error: Problem | null };
  read: (reason: string) => void;
}) {
  const say = useSay();
  const { options } = useCodeWords();
  const [reason, setReason] = useState(usual);
  return (
    <form
      className="row"
      style={{ alignItems: 'end', paddingTop: '0.75rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        read(reason);
      }}
    >
      <ProblemAlert problem={reading.error} />
      <NativeSelect
        flex="1 1 220px"
        label={label}
        description={say(
          'Pembacaan ini dicatat dan dilihat kepala kantor.',
          'This reading is written down, and seen by the head.',
        )}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data={options('identityReason')}
      />
      <Button type="submit" variant="default" loading={reading.isPending}>
        {press}
      </Button>
    </form>
  );
}
