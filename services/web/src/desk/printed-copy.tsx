import type { handOutCopy, ReplyOf, RequestOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { VisitInCopy } from '../privacy/person-copy.tsx';

type Copy = ReplyOf<typeof handOutCopy>;
type Reason = RequestOf<typeof handOutCopy>['reason'];

/** The copy for somebody at the desk: fetched once, printed, and gone from the screen with this page. */
export function PrintedCopy({ requestId, code }: { requestId: string; code: string }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState<Reason>('to-person');
  const handOut = useAct<Reason, Copy>(
    (given, key) =>
      ask(`/v1/desk/privacy-requests/${requestId}/copy`, {
        method: 'POST',
        body: { reason: given },
        key,
      }),
    () => queries.invalidateQueries({ queryKey: ['audit'] }),
  );
  if (handOut.data === undefined) {
    return (
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          handOut.mutate(reason);
        }}
      >
        <ProblemAlert problem={handOut.error} />
        <NativeSelect
          label={say('Salinan diserahkan kepada', 'The copy is handed to')}
          description={say(
            'Hanya dapat diambil satu kali; tercatat di jejak audit.',
            'It can be taken once only, and is written into the audit log.',
          )}
          data={options('copyHandOver')}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value as Reason)} // exactly these
        />
        <div>
          <Button type="submit" loading={handOut.isPending}>
            {say('Ambil salinan', 'Take the copy')}
          </Button>
        </div>
      </form>
    );
  }
  const { visits } = handOut.data;
  return (
    <div className="stack" role="status">
      <p className="note good">
        {say(
          'Salinan siap. Cetak sekarang: halaman ini tidak menyimpannya.',
          'The copy is ready. Print it now: this page does not keep it.',
        )}
      </p>
      <div>
        <Button leftSection={<IconPrinter size={20} />} onClick={() => window.print()}>
          {say('Cetak salinan', 'Print the copy')}
        </Button>
      </div>
      {createPortal(
        <article className="print-sheet stack">
          <h1>
            {say('Salinan data pribadi di buku tamu', 'Copy of personal data in the guestbook')}
          </h1>
          <p>{code}</p>
          {visits.map((visit) => (
            <VisitInCopy key={visit.checkedInAt + visit.ticketNumber} visit={visit} whole />
          ))}
        </article>,
        document.body,
      )}
    </div>
  );
}
