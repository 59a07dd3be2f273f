import type { readComplaintThread, ReplyOf } from '@pst/contracts';
import { Badge, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { Thread } from './thread.tsx';

type ThreadView = ReplyOf<typeof readComplaintThread>;

export function TrackComplaint() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [code, setCode] = useState('');
  const [pin, setPin] = useState('');
  const [reply, setReply] = useState('');
  const path = `/v1/complaints/${encodeURIComponent(code.trim().toUpperCase())}`;
  const headers = { 'X-Complaint-Pin': pin.trim() };
  const look = useAct(() => ask<ThreadView>(path, { headers }));
  const send = useAct(
    (body: { body: string }, key) =>
      ask(`${path}/messages`, { method: 'POST', body, key, headers }),
    () => {
      setReply('');
      look.mutate(undefined);
    },
  );
  const found = look.data;
  return (
    <Page
      narrow
      title={say('Lacak pengaduan', 'Track a complaint')}
      lead={say(
        'Dengan kode dan PIN yang Anda terima saat melapor.',
        'With the code and PIN you received when filing.',
      )}
    >
      <div className="stack-lg">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            look.mutate(undefined);
          }}
        >
          <ProblemAlert problem={look.error} />
          <TextInput
            id="field-code"
            label={say('Kode', 'Code')}
            placeholder="ADU-XXXX-XXXX"
            autoCapitalize="characters"
            autoComplete="off"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            id="field-pin"
            label="PIN"
            inputMode="numeric"
            autoComplete="off"
            maw={220}
            required
            value={pin}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" loading={look.isPending}>
              {say('Lihat laporan', 'Show the report')}
            </Button>
          </div>
        </form>
        {found && (
          <section className="stack" aria-live="polite">
            <div className="row between">
              <h2>{found.subject}</h2>
              <Badge>{word('complaintState', found.state)}</Badge>
            </div>
            <dl className="facts">
              {found.deadlines.map((deadline) => (
                <div key={deadline.deadline} style={{ display: 'contents' }}>
                  <dt>{word('complaintDeadline', deadline.deadline)}</dt>
                  <dd>
                    {deadline.outcome === 'met'
                      ? say('terpenuhi', 'met')
                      : deadline.outcome === 'overdue'
                        ? say('terlambat', 'overdue')
                        : say('paling lambat', 'by')}{' '}
                    {format.dayTime(deadline.dueAt)}
                  </dd>
                </div>
              ))}
            </dl>
            <Thread messages={found.messages} />
            {found.state !== 'closed' && found.state !== 'merged' && (
              <form
                className="stack"
                onSubmit={(event) => {
                  event.preventDefault();
                  send.mutate({ body: reply });
                }}
              >
                <ProblemAlert problem={send.error} />
                <Textarea
                  id="field-body"
                  label={say('Tambah pesan', 'Add a message')}
                  autosize
                  minRows={3}
                  required
                  value={reply}
                  onChange={(event) => setReply(event.currentTarget.value)}
                />
                <div>
                  <Button type="submit" variant="default" loading={send.isPending}>
                    {say('Kirim pesan', 'Send message')}
                  </Button>
                </div>
              </form>
            )}
          </section>
        )}
      </div>
    </Page>
  );
}
