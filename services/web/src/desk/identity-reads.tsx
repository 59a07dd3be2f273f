import type { listIdentityReads, ReplyOf } from '@pst/contracts';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { StaffLog } from './staff-log.tsx';

type Line = ReplyOf<typeof listIdentityReads>['items'][number];

/** Who read who a reporter is, for the head of the office. */
export function IdentityReads() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Pembacaan identitas pelapor', 'Reporters’ identities read')}
      roles={['head', 'admin']}
    >
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
      of="identity-reads"
      empty={{
        title: say('Belum ada yang membaca identitas pelapor', 'Nobody read one yet'),
        text: say(
          'Setiap kali petugas memperlihatkan nama atau kontak pelapor, tercatat di sini.',
          'Each time an officer shows a reporter’s name or contact, it is written down here.',
        ),
      }}
    >
      {({ number, accountId, shown, reason, at }, nameOf) => (
        <>
          <strong>
            {nameOf(accountId)} · {number}
          </strong>
          <span className="soft small" style={{ display: 'block' }}>
            {word('identityShown', shown)} · {word('identityReason', reason)} · {format.dayTime(at)}
          </span>
        </>
      )}
    </StaffLog>
  );
}
