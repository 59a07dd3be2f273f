import type { listMessages, ReplyOf } from '@pst/contracts';
import { Badge, Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { DeadMails, MailRetention } from './mail-retention.tsx';
import { SuppressedAddresses } from './suppressed-addresses.tsx';

type Log = ReplyOf<typeof listMessages>;
type Message = Log['items'][number];

export function OutgoingMail() {
  const say = useSay();
  return (
    <DeskPage title={say('E-mail keluar', 'Outgoing mail')} roles={['officer', 'admin']}>
      {({ roles }) => (
        <div className="stack-lg">
          <div>
            <ButtonLink to="/meja/e-mail/kata" variant="default">
              {say('Lihat kata-kata e-mail', 'See the words of our mails')}
            </ButtonLink>
          </div>
          {roles.includes('admin') && <MessageLog />}
          <SuppressedAddresses />
          {roles.includes('admin') && <MailRetention />}
        </div>
      )}
    </DeskPage>
  );
}

function MessageLog() {
  const say = useSay();
  const { options } = useCodeWords();
  const [state, setState] = useState('');
  const log = useQuery<Log, Problem>({
    queryKey: ['messages', state],
    queryFn: () => ask(`/v1/desk/messages${query({ state, limit: 100 })}`),
    refetchInterval: 10_000,
  });
  return (
    <div className="stack">
      <DeadMails />
      <p className="soft">
        {say(
          'Apa yang terjadi pada setiap e-mail kantor. Isi dan alamatnya tidak ditampilkan.',
          'What became of every mail of the office. Neither content nor address is shown.',
        )}
      </p>
      <NativeSelect
        label={say('Tampilkan', 'Show')}
        maw={320}
        value={state}
        onChange={(event) => setState(event.currentTarget.value)}
        data={[{ value: '', label: say('Semua', 'All') }, ...options('message')]}
      />
      <Shown
        of={log}
        empty={({ items }) =>
          items.length === 0 && <Empty title={say('Tidak ada e-mail', 'No mail')} />
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map((message) => (
              <Entry key={message.id} message={message} />
            ))}
          </ul>
        )}
      </Shown>
    </div>
  );
}

function Entry({ message }: { message: Message }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const decide = useAct(
    (decision: 'send-again' | 'drop', key) =>
      ask(`/v1/desk/messages/${message.id}/${decision}`, { method: 'POST', body: {}, key }),
    () => queries.invalidateQueries({ queryKey: ['messages'] }),
  );
  const undecided = ['failed', 'uncertain', 'suppressed'].includes(message.state);
  const open = undecided && message.contentKept;
  return (
    <li>
      <div className="row between">
        <strong>{word('template', message.template)}</strong>
        <Badge {...(undecided && { color: 'red' })}>{word('message', message.state)}</Badge>
      </div>
      <span className="soft small">
        {format.dayTime(message.sentAt ?? message.createdAt)}
        {message.attempts > 1 &&
          ` · ${say(`${message.attempts} kali dicoba`, `${message.attempts} attempts`)}`}
        {message.failure && ` · ${word('mailFailure', message.failure)}`}
      </span>
      <ProblemAlert problem={decide.error} />
      {message.state === 'uncertain' && (
        <p className="note warn">
          {say(
            'Sistem berhenti saat mengirim: e-mail ini mungkin sudah sampai. Tanyakan penerimanya, atau kirim lagi.',
            'The system stopped while sending: this mail may have arrived. Ask its reader, or send it again.',
          )}
        </p>
      )}
      {undecided && !message.contentKept && (
        <span className="soft small">{say('Isinya sudah dihapus.', 'Its content is erased.')}</span>
      )}
      {open && (
        <div className="row">
          <Button
            variant="default"
            loading={decide.isPending}
            onClick={() => decide.mutate('send-again')}
          >
            {say('Kirim lagi', 'Send again')}
          </Button>
          <Button variant="subtle" onClick={() => decide.mutate('drop')}>
            {message.state === 'uncertain'
              ? say('Anggap sudah sampai', 'Take it as arrived')
              : say('Jangan kirim', 'Do not send')}
          </Button>
        </div>
      )}
    </li>
  );
}
