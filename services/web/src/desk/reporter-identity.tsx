import type { readReporter, ReplyOf } from '@pst/contracts';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { ReasonToRead } from './reason-to-read.tsx';

/** Who the reporter is: shown on request, and every request stands in a log. */
export function ReporterIdentity({ complaintId }: { complaintId: string }) {
  const say = useSay();
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
      <ReasonToRead
        label={say('Untuk apa?', 'What for?')}
        usual="contact-reporter"
        press={say('Perlihatkan', 'Show')}
        reading={read}
        read={(reason) => read.mutate({ reason })}
      />
    </details>
  );
}
