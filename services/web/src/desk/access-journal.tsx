import type { readAccessJournal, ReplyOf } from '@pst/contracts';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { StaffLog } from './staff-log.tsx';

type Line = ReplyOf<typeof readAccessJournal>['items'][number];

/** Who changed how an account is signed in to, for the head of the office. */
export function AccessJournal() {
  const say = useSay();
  return (
    <DeskPage title={say('Jurnal akses', 'Journal of access')} roles={['head', 'admin']}>
      {() => <Lines />}
    </DeskPage>
  );
}

function Lines() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <StaffLog<Line>
      of="access-journal"
      empty={{
        title: say('Belum ada yang berubah', 'Nothing has changed yet'),
        text: say(
          'Setiap langkah kedua yang dipasang, dilepas, atau direset tercatat di sini.',
          'Each second step that is set up, taken off or reset is written down here.',
        ),
      }}
    >
      {({ action, accountId, actorId, reason, at }, nameOf) => (
        <>
          <strong>
            {nameOf(accountId)} · {word('accessAction', action)}
          </strong>
          <span className="soft small" style={{ display: 'block' }}>
            {actorId !== accountId && `${say('oleh', 'by')} ${nameOf(actorId)} · `}
            {reason !== null && `${word('secondFactorReset', reason)} · `}
            {format.dayTime(at)}
          </span>
        </>
      )}
    </StaffLog>
  );
}
