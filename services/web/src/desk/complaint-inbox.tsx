import type { listComplaints, readComplaint, ReplyOf } from '@pst/contracts';
import { Badge, Button, Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { Erased } from '../complaints/erased.tsx';
import { Thread } from '../complaints/thread.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { ComplaintHandOver } from './complaint-hand-over.tsx';
import { ComplaintPeople } from './complaint-people.tsx';
import { ComplaintRedaction } from './complaint-redaction.tsx';
import { DeskPage } from './desk-page.tsx';
import { InsertReply } from './insert-reply.tsx';
import { MergedComplaints } from './merged-complaints.tsx';
import { SimilarComplaints } from './similar-complaints.tsx';
import { TranscriptCheck } from './transcript-check.tsx';
import { goToDetail, showOnPhone, TwoPane } from './two-pane.tsx';
import { ReporterIdentity } from './reporter-identity.tsx';
import { useShortcuts, type Shortcut } from './shortcuts.ts';

const route = getRouteApi('/framed/meja/pengaduan');
type Case = ReplyOf<typeof readComplaint>;

export function ComplaintInbox() {
  const say = useSay();
  return (
    <DeskPage title={say('Pengaduan', 'Complaints')} roles={['complaint-handler', 'admin']}>
      {() => <Cases />}
    </DeskPage>
  );
}

function Cases() {
  const say = useSay();
  const { options, word } = useCodeWords();
  const [filter, setFilter] = useState({ state: '', channel: '', overdue: '', mine: '' });
  const [chosen, setChosen] = useState(route.useSearch().laporan);
  const list = useQuery<ReplyOf<typeof listComplaints>, Problem>({
    queryKey: ['complaint-inbox', filter],
    queryFn: () => ask(`/v1/desk/complaints${query({ ...filter, limit: 100 })}`),
    refetchInterval: 20_000,
  });
  const cases = list.data?.items ?? [];
  const current = chosen ?? cases[0]?.id;
  const place = cases.findIndex(({ id }) => id === current);
  const goTo = (id: string) => document.getElementById(id)?.focus();
  const move = (by: number) => {
    const id = cases[place + by]?.id ?? '';
    setChosen(id);
    goTo(`pick-${id}`);
  };
  const [help, setHelp] = useState(false);
  const keys: Shortcut[] = [
    {
      key: 'j',
      label: say('Pengaduan berikutnya', 'Next complaint'),
      possible: place + 1 < cases.length,
      run: () => move(1),
    },
    {
      key: 'k',
      label: say('Pengaduan sebelumnya', 'Previous complaint'),
      possible: place > 0,
      run: () => move(-1),
    },
    {
      key: 'o',
      label: say('Buka isi pengaduan', 'Open the complaint'),
      possible: place >= 0,
      run: goToDetail,
    },
    {
      key: 'r',
      label: say('Tulis tanggapan atau catatan', 'Write a response or a note'),
      possible: place >= 0,
      run: () => goTo('field-body'),
    },
    {
      key: 's',
      label: say('Pilih balasan siap pakai', 'Choose a canned reply'),
      possible: place >= 0,
      run: () => goTo('canned-reply'),
    },
    {
      key: 'n',
      label: say('Simpan sebagai catatan internal', 'Keep as internal note'),
      possible: place >= 0,
      run: () => document.getElementById('keep-note')?.click(),
    },
    {
      key: 'a',
      label: say('Tugaskan', 'Assign'),
      possible: place >= 0,
      run: () => {
        document.getElementById('case-people')?.setAttribute('open', '');
        document.getElementById('case-people')?.querySelector('summary')?.focus();
      },
    },
    {
      key: '?',
      label: say('Tampilkan atau tutup daftar ini', 'Show or close this list'),
      possible: true,
      run: () => setHelp(!help),
    },
  ];
  const shortcuts = useShortcuts(keys, false);
  return (
    <div className="stack">
      <div className="row" style={{ alignItems: 'end' }}>
        <NativeSelect
          label={say('Tampilkan', 'Show')}
          value={filter.state}
          onChange={(event) => setFilter({ ...filter, state: event.currentTarget.value })}
          data={[{ value: '', label: say('Semua', 'All') }, ...options('complaintState')]}
        />
        <NativeSelect
          label={say('Saluran', 'Channel')}
          value={filter.channel}
          onChange={(event) => setFilter({ ...filter, channel: event.currentTarget.value })}
          data={[{ value: '', label: say('Semua', 'All') }, ...options('complaintChannel')]}
        />
        <Checkbox
          label={say('Lewat batas waktu', 'Overdue')}
          checked={filter.overdue !== ''}
          onChange={(event) =>
            setFilter({ ...filter, overdue: event.currentTarget.checked ? 'true' : '' })
          }
        />
        <Checkbox
          label={say('Tugas saya', 'Assigned to me')}
          checked={filter.mine !== ''}
          onChange={(event) =>
            setFilter({ ...filter, mine: event.currentTarget.checked ? 'true' : '' })
          }
        />
      </div>
      <details open={help} onToggle={(event) => setHelp(event.currentTarget.open)}>
        <summary>{say('Tombol cepat', 'Keyboard keys')} (?)</summary>
        <dl className="facts" style={{ paddingTop: '0.75rem' }}>
          {keys.map(({ key, label }) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>
                <kbd>{key.toUpperCase()}</kbd>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
        <label className="small soft shortcut-switch">
          <input
            type="checkbox"
            checked={shortcuts.on}
            onChange={(event) => shortcuts.turn(event.currentTarget.checked)}
          />{' '}
          {say('Tombol cepat dengan satu huruf', 'One-letter shortcuts')}
        </label>
      </details>
      <Shown
        of={list}
        empty={({ items }) =>
          items.length === 0 && <Empty title={say('Tidak ada pengaduan', 'No complaints')} />
        }
      >
        {({ items }) => (
          <TwoPane
            list={items.map((item) => (
              <button
                type="button"
                className="pick"
                id={`pick-${item.id}`}
                key={item.id}
                aria-current={current === item.id}
                onClick={() => {
                  setChosen(item.id);
                  showOnPhone();
                }}
              >
                <b>{item.subject || item.number}</b>
                <span className="soft small">
                  {item.number} · {word('complaintChannel', item.channel)} ·{' '}
                  {word('complaintState', item.state)}
                </span>
                {item.transcript?.awaitsCheck && (
                  <span className="small" style={{ fontWeight: 600 }}>
                    {say('Perlu dicocokkan', 'To be checked')}
                  </span>
                )}
                {item.overdue && (
                  <span className="small" style={{ color: 'var(--bad)', fontWeight: 600 }}>
                    {say('Lewat batas waktu', 'Overdue')}
                  </span>
                )}
              </button>
            ))}
            detail={current && <CaseView key={current} id={current} choose={setChosen} />}
          />
        )}
      </Shown>
    </div>
  );
}

function CaseView({ id, choose }: { id: string; choose: (id: string) => void }) {
  const say = useSay();
  const complaint = useQuery<Case, Problem>({
    queryKey: ['complaint', id],
    queryFn: () => ask(`/v1/desk/complaints/${id}`),
  });
  return (
    <section
      id="case"
      className="card stack"
      aria-label={say('Pengaduan terpilih', 'Selected complaint')}
    >
      <Shown of={complaint}>{(shown) => <Handling of={shown} choose={choose} />}</Shown>
    </section>
  );
}

function Handling({ of, choose }: { of: Case; choose: (id: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const { word, options } = useCodeWords();
  const queries = useQueryClient();
  const [group, setGroup] = useState<string>(of.class ?? 'non-supervisory');
  const [answer, setAnswer] = useState('');
  const handle = useAct(
    (
      {
        action,
        ...body
      }: {
        action: string;
        class?: string;
        body?: string;
        assigneeId?: string;
        accountIds?: string[];
        to?: string;
        number?: string;
        receiptHash?: string | null;
        intoId?: string;
        messageId?: string | null;
        hide?: string[];
        reason?: string;
      },
      key,
    ) => ask(`/v1/desk/complaints/${of.id}/${action}`, { method: 'POST', body, key }),
    async () => {
      setAnswer('');
      // What is merged with it changed as well.
      await queries.invalidateQueries({ queryKey: ['complaint'] });
      await queries.invalidateQueries({ queryKey: ['complaint-inbox'] });
    },
  );
  const closed = of.state === 'closed' || of.state === 'merged';
  return (
    <>
      <div className="row between">
        <h2>{of.subject || of.number}</h2>
        <Badge>{word('complaintState', of.state)}</Badge>
      </div>
      <ProblemAlert problem={handle.error} />
      <dl className="facts">
        <dt>{say('Pelapor', 'Reporter')}</dt>
        <dd>
          {of.anonymous ? (
            say('Tanpa nama', 'Anonymous')
          ) : of.contactLeft ? (
            <ReporterIdentity complaintId={of.id} />
          ) : (
            say('Tidak meninggalkan nama atau kontak', 'Left neither name nor contact')
          )}
          {of.secret && ` · ${say('rahasia', 'secret')}`}
        </dd>
        {of.deadlines.map((deadline) => (
          <div key={deadline.deadline} style={{ display: 'contents' }}>
            <dt>{word('complaintDeadline', deadline.deadline)}</dt>
            <dd>
              {deadline.outcome === 'met'
                ? say('terpenuhi', 'met')
                : deadline.outcome === 'overdue'
                  ? say('terlambat sejak', 'overdue since')
                  : say('paling lambat', 'by')}{' '}
              {format.dayTime(deadline.dueAt)}
            </dd>
          </div>
        ))}
      </dl>
      <ComplaintPeople of={of} act={(action) => handle.mutate(action)} />
      <ComplaintHandOver of={of} act={(action) => handle.mutate(action)} />
      <MergedComplaints of={of} choose={choose} act={(action) => handle.mutate(action)} />
      {of.erasedAt ? (
        <Erased at={of.erasedAt} />
      ) : of.messages.length > 0 ? (
        <Thread
          messages={of.messages}
          attachments={of.attachments}
          filesAt={{ path: `/v1/desk/complaints/${of.id}` }}
        />
      ) : (
        <p className="bubble">{of.body}</p>
      )}
      {!of.erasedAt && of.messages.length > 0 && (
        <ComplaintRedaction of={of} act={(action) => handle.mutate(action)} />
      )}
      {of.transcript?.awaitsCheck && <TranscriptCheck of={of} />}
      {of.state === 'received' && !of.transcript?.awaitsCheck && (
        <>
          {of.lead === null && (
            <SimilarComplaints id={of.id} choose={choose} act={(action) => handle.mutate(action)} />
          )}
          <form
            className="row"
            style={{ alignItems: 'end' }}
            onSubmit={(event) => {
              event.preventDefault();
              handle.mutate({ action: 'classify', class: group });
            }}
          >
            <NativeSelect
              flex="1 1 240px"
              label={say('Golongan', 'Class')}
              value={group}
              onChange={(event) => setGroup(event.currentTarget.value)}
              data={options('complaintClass')}
            />
            <Button type="submit" loading={handle.isPending}>
              {say('Tetapkan', 'Classify')}
            </Button>
          </form>
        </>
      )}
      {!closed && of.state !== 'received' && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            handle.mutate({
              action: of.state === 'classified' ? 'initial-response' : 'substantive-response',
              body: answer,
            });
          }}
        >
          {of.members.length > 0 && (
            <p className="note">
              {say(
                `Jawaban juga diterima pelapor dari ${of.members.length} laporan yang digabung: jangan sebut seorang pun.`,
                `The reporters of ${of.members.length} merged cases receive the answer too: name nobody in it.`,
              )}
            </p>
          )}
          {of.whatsapp && <WhatsappWindow of={of.whatsapp} />}
          <InsertReply
            complaintId={of.id}
            insert={(reply) => {
              setAnswer(answer.trim() === '' ? reply : `${answer.trimEnd()}\n\n${reply}`);
              document.getElementById('field-body')?.focus();
            }}
          />
          <Textarea
            id="field-body"
            label={
              of.state === 'classified'
                ? say('Tanggapan awal', 'Initial response')
                : say('Tanggapan penyelesaian', 'Resolution')
            }
            description={
              of.channel === 'email'
                ? say(
                    'Dikirim lewat e-mail, dan dibaca pelapor dengan kode dan PIN.',
                    'Goes by e-mail, and the reporter reads it with code and PIN.',
                  )
                : say(
                    'Dibaca pelapor dengan kode dan PIN.',
                    'The reporter reads it with code and PIN.',
                  )
            }
            autosize
            minRows={4}
            required
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit" loading={handle.isPending}>
              {say('Kirim tanggapan', 'Send response')}
            </Button>
            <Button
              id="keep-note"
              variant="default"
              disabled={answer.trim() === '' || handle.isPending}
              onClick={() => handle.mutate({ action: 'note', body: answer })}
            >
              {say('Simpan sebagai catatan internal', 'Keep as internal note')}
            </Button>
            {of.state === 'substantive-response' && (
              <Button variant="default" onClick={() => handle.mutate({ action: 'close' })}>
                {say('Tutup pengaduan', 'Close complaint')}
              </Button>
            )}
          </div>
        </form>
      )}
    </>
  );
}

/** Where the answer goes, before it is written: outside the 24 hours it does not arrive as it is. */
function WhatsappWindow({ of }: { of: NonNullable<Case['whatsapp']> }) {
  const say = useSay();
  const format = useFormat();
  const open = Date.parse(of.windowClosesAt) > useNow().getTime();
  return (
    <p className={open ? 'note' : 'note warn'}>
      {open
        ? say(
            `Dikirim lewat WhatsApp sebagaimana ditulis, sampai ${format.dayTime(of.windowClosesAt)}.`,
            `Goes by WhatsApp as it is written, until ${format.dayTime(of.windowClosesAt)}.`,
          )
        : say(
            'Lebih dari 24 jam sejak pesan terakhirnya: pelapor hanya menerima pemberitahuan bahwa ada jawaban, dan membacanya dengan kode dan PIN.',
            'More than 24 hours since their last message: the reporter is only told that there is an answer, and reads it with code and PIN.',
          )}{' '}
      {say(
        `Bulan ini ${of.sentThisMonth} dari ${of.freePerMonth} balasan gratis.`,
        `This month ${of.sentThisMonth} of ${of.freePerMonth} free replies.`,
      )}
    </p>
  );
}
