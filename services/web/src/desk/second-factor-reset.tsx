import type { Account } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

/** Takes the second step off a colleague's sign-in, for a reason that is written down. */
export function SecondFactorReset({ account: { id, name } }: { account: Account }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('phone-lost');
  const reset = useAct(
    (body: { reason: string }, key) =>
      ask(`/v1/desk/accounts/${id}/second-factor-reset`, { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  );
  return (
    <details>
      <summary>{say(`Reset langkah kedua ${name}`, `Reset the second step of ${name}`)}</summary>
      <form
        className="row"
        style={{ alignItems: 'end', paddingTop: '0.75rem' }}
        onSubmit={(event) => {
          event.preventDefault();
          reset.mutate({ reason });
        }}
      >
        <ProblemAlert problem={reset.error} />
        <NativeSelect
          flex="1 1 220px"
          label={say('Alasan', 'Reason')}
          description={say(
            'Dicatat. Rekan ini dikeluarkan dari semua perangkat dan diberi tahu lewat e-mail.',
            'Written down. They are signed out everywhere and told by e-mail.',
          )}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data={options('secondFactorReset')}
        />
        <Button type="submit" variant="default" c="var(--bad)" loading={reset.isPending}>
          {say('Reset', 'Reset')}
        </Button>
      </form>
    </details>
  );
}
