import type { readComplaint, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useSay } from '../language/language.ts';

type Case = ReplyOf<typeof readComplaint>;

/** What a case is handled together with, each one press away; nothing where it is handled alone. */
export function MergedComplaints({
  of,
  choose,
  act,
}: {
  of: Case;
  choose: (id: string) => void;
  act: (action: { action: 'unmerge'; reason: string }) => void;
}) {
  const say = useSay();
  const { word, options } = useCodeWords();
  const [reason, setReason] = useState('another-matter');
  const linked = of.lead ? [of.lead] : of.members;
  if (linked.length === 0) {
    return null;
  }
  return (
    <section className="stack" style={{ gap: '0.5rem' }}>
      <h3>
        {of.lead
          ? say('Ditangani bersama laporan induk', 'Handled with its lead')
          : say('Digabung ke laporan ini', 'Merged into this case')}
      </h3>
      <div className="card" style={{ padding: 0, overflow: 'hidden' }}>
        {linked.map((one) => (
          <button type="button" className="pick" key={one.id} onClick={() => choose(one.id)}>
            <b>{one.subject}</b>
            <span className="soft small">
              {one.number} · {word('complaintChannel', one.channel)} ·{' '}
              {word('complaintState', one.state)}
            </span>
          </button>
        ))}
      </div>
      {of.lead && (
        <details>
          <summary>{say('Batalkan gabungan', 'Undo the merge')}</summary>
          <form
            className="row"
            style={{ alignItems: 'end', paddingTop: '0.75rem' }}
            onSubmit={(event) => {
              event.preventDefault();
              act({ action: 'unmerge', reason });
            }}
          >
            <NativeSelect
              flex="1 1 220px"
              label={say('Mengapa?', 'Why?')}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data={options('unmergeReason')}
            />
            <Button type="submit" variant="default">
              {say('Batalkan', 'Undo')}
            </Button>
          </form>
        </details>
      )}
    </section>
  );
}
