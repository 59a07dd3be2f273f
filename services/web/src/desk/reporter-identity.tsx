import type { readReporter, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

/** Who the reporter is: shown on request, and every request stands in a log. */
export function ReporterIdentity({ complaintId }: { complaintId: string }) {
  const say = useSay();
  const { options } = useCodeWords();
  const [reason, setReason] = useState('contact-reporter');
  const read = useAct((body: { reason: string }, key) =>
    ask<ReplyOf<typeof readReporter>>(`/v1/desk/complaints/${complaintId}/reporter`, {
      method: 'POST',
      body,
      key,
    }),
  );
  if (read.data) {
    const { name, email, phone } = read.data.contact;
    return <>{[name, email, phone].filter(Boolean).join(' · ')}</>;
  }
  return (
    <details>
      <summary>{say('Perlihatkan pelapor', 'Show the reporter')}</summary>
      <form
        className="row"
        style={{ alignItems: 'end', paddingTop: '0.75rem' }}
        onSubmit={(event) => {
          event.preventDefault();
          read.mutate({ reason });
        }}
      >
        <ProblemAlert problem={read.error} />
        <NativeSelect
          flex="1 1 220px"
          label={say('Untuk apa?', 'What for?')}
          description={say(
            'Pembacaan ini dicatat dan dilihat kepala kantor.',
            'This reading is written down, and seen by the head.',
          )}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data={options('identityReason')}
        />
        <Button type="submit" variant="default" loading={read.isPending}>
          {say('Perlihatkan', 'Show')}
        </Button>
      </form>
    </details>
  );
}
