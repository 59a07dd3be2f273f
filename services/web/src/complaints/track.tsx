import type { readComplaintStatus, readComplaintThread, ReplyOf } from '@pst/contracts';
import { Badge, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { AttachmentPicker } from './attachment-picker.tsx';
import { Erased } from './erased.tsx';
import { SentFiles } from './sent-files.tsx';
import { Scale } from '../survey/scale.tsx';
import { Thread } from './thread.tsx';

type ThreadView = ReplyOf<typeof readComplaintThread>;
type StatusView = ReplyOf<typeof readComplaintStatus>;

export function TrackComplaint() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  // A receipt's QR code leads here with the code in the fragment, which no server sees.
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [pin, setPin] = useState('');
  const [reply, setReply] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [batch, setBatch] = useState<{ n: number; files: File[] }>({ n: 0, files: [] });
  const path = `/v1/complaints/${encodeURIComponent(code.trim().toUpperCase())}`;
  const headers: Record<string, string> =
    pin.trim() === '' ? {} : { 'X-Complaint-Pin': pin.trim() };
  const look = useAct(() => ask<StatusView | ThreadView>(path, { headers }));
  const send = useAct(
    ({ to, ...body }: { to: 'messages' | 'reopening'; body: string }, key) =>
      ask(`${path}/${to}`, { method: 'POST', body, key, headers }),
    () => {
      setReply('');
      setBatch(({ n }) => ({ n: n + 1, files }));
      setFiles([]);
      look.mutate(undefined);
    },
  );
  const found = look.data;
  const thread = found && 'messages' in found ? found : undefined;
  const closed = found?.state === 'closed' || found?.state === 'merged';
  return (
    <Page
      narrow
      title={say('Lacak pengaduan', 'Track a complaint')}
      lead={say(
        'Kode menunjukkan keadaan laporan; dengan PIN Anda juga membaca dan melanjutkannya.',
        'The code shows where the report stands; with the PIN you also read and continue it.',
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
            label={say('PIN (boleh dilewati)', 'PIN (optional)')}
            inputMode="numeric"
            autoComplete="off"
            maw={220}
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
              <h2>{thread?.subject || found.code}</h2>
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
            {found.escalation && (
              <p className="note warn">
                <span>
                  {say(
                    'Kami melewati batas waktu yang kami janjikan. Anda berhak mengadu kepada ',
                    'We missed a date that we promised. You may complain about us to ',
                  )}
                  <a href={found.escalation.link}>{found.escalation.name}</a>.
                </span>
              </p>
            )}
            {thread?.handedOver && (
              <p className="note">
                {say('Diteruskan kepada', 'Passed on to')} {word('handOver', thread.handedOver.to)}{' '}
                {say('dengan nomor', 'under number')} {thread.handedOver.number}.
              </p>
            )}
            {found.erasedAt && <Erased at={found.erasedAt} />}
            {thread && (
              <Thread
                messages={thread.messages}
                attachments={thread.attachments}
                filesAt={{ path, headers }}
              />
            )}
            {batch.files.length > 0 && (
              <SentFiles
                key={batch.n}
                code={code.trim()}
                pin={pin.trim()}
                files={batch.files}
                then={() => look.mutate(undefined)}
              />
            )}
            {thread && (closed || found.state === 'substantive-response') && (
              <Rating
                of={thread}
                path={path}
                headers={headers}
                rated={() => look.mutate(undefined)}
              />
            )}
            {thread && (!closed || found.canReopen) && (
              <form
                className="stack"
                onSubmit={(event) => {
                  event.preventDefault();
                  send.mutate({ to: closed ? 'reopening' : 'messages', body: reply });
                }}
              >
                <ProblemAlert problem={send.error} />
                <Textarea
                  id="field-body"
                  label={
                    closed
                      ? say(
                          'Belum puas? Tulis mengapa laporan dibuka kembali',
                          'Not content? Say why the report is opened again',
                        )
                      : say('Tambah pesan', 'Add a message')
                  }
                  autosize
                  minRows={3}
                  required
                  value={reply}
                  onChange={(event) => setReply(event.currentTarget.value)}
                />
                <AttachmentPicker files={files} onChange={setFiles} />
                <div>
                  <Button type="submit" variant="default" loading={send.isPending}>
                    {closed
                      ? say('Buka kembali', 'Open it again')
                      : say('Kirim pesan', 'Send message')}
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

/** Once per case: what is given cannot be taken back. */
function Rating({
  of,
  path,
  headers,
  rated,
}: {
  of: ThreadView;
  path: string;
  headers: Record<string, string>;
  rated: () => void;
}) {
  const say = useSay();
  const [rating, setRating] = useState<number>();
  const rate = useAct(
    (body: { rating: number }, key) =>
      ask(`${path}/rating`, { method: 'POST', body, key, headers }),
    rated,
  );
  if (of.rating !== null) {
    return (
      <p className="note">
        {say(
          `Penilaian Anda atas penanganan laporan ini: ${of.rating} dari 5. Terima kasih.`,
          `Your rating of how this report was handled: ${of.rating} of 5. Thank you.`,
        )}
      </p>
    );
  }
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (rating !== undefined) {
          rate.mutate({ rating });
        }
      }}
    >
      <ProblemAlert problem={rate.error} />
      <Scale
        name="rating"
        legend={say(
          'Bagaimana laporan Anda ditangani? (sekali saja)',
          'How was your report handled? (once only)',
        )}
        numbered
        value={rating}
        onChange={setRating}
        answers={[
          say('Sangat buruk', 'Very poorly'),
          say('Buruk', 'Poorly'),
          say('Cukup', 'Fairly'),
          say('Baik', 'Well'),
          say('Sangat baik', 'Very well'),
        ]}
      />
      <div>
        <Button
          type="submit"
          variant="default"
          disabled={rating === undefined}
          loading={rate.isPending}
        >
          {say('Kirim penilaian', 'Send the rating')}
        </Button>
      </div>
    </form>
  );
}
