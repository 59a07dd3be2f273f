import type { listHeldComplaints, ReplyOf, runComplaintRetention } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { RetentionRun } from './retention-run.tsx';

type Run = ReplyOf<typeof runComplaintRetention>;
type Held = ReplyOf<typeof listHeldComplaints>;

/** How long cases are kept, for the head: looked at first, erased then, and kept where a dispute needs it. */
export function ComplaintRetention() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Masa simpan pengaduan', 'Retention of complaints')}
      roles={['head', 'admin']}
    >
      {({ roles }) => (
        <>
          <Runs />
          <Holds mayHold={roles.includes('head')} />
        </>
      )}
    </DeskPage>
  );
}

function Runs() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <section className="stack" aria-labelledby="retention-run">
      <h2 id="retention-run">{say('Yang sudah lewat masanya', 'What is past its time')}</h2>
      <p className="soft">
        {say(
          'Nama, kontak, isi, dan lampiran pengaduan yang selesai dihapus sendiri begitu masa simpan golongannya lewat. Yang tinggal hanya kode dan tanggal untuk statistik. Pengaduan yang masih terbuka tidak pernah dihapus.',
          'Name, contact, words and files of a case that ended are erased by themselves once the time of its class is over. Only codes and dates stay, for the statistics. An open case is never erased.',
        )}
      </p>
      <RetentionRun<Run>
        path="/v1/desk/complaint-retention-runs"
        found={(run) => run.classes.reduce((sum, { cases }) => sum + cases, 0)}
      >
        {(run) => (
          <>
            <p>
              {run.dryRun ? say('Akan dihapus:', 'Would be erased:') : say('Dihapus:', 'Erased:')}
            </p>
            <dl className="facts">
              {run.classes.map((each) => (
                <div key={each.class} style={{ display: 'contents' }}>
                  <dt>{word('complaintClass', each.class)}</dt>
                  <dd>
                    {say(
                      `${each.cases} pengaduan yang selesai sebelum ${format.day(each.before)}`,
                      `${each.cases} that ended before ${format.day(each.before)}`,
                    )}
                    {each.held > 0 && say(`, ${each.held} ditahan`, `, ${each.held} kept back`)}
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </RetentionRun>
    </section>
  );
}

function Holds({ mayHold }: { mayHold: boolean }) {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const { word, options } = useCodeWords();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState<string>('court-case');
  const held = useQuery<Held, Problem>({
    queryKey: ['complaint-holds'],
    queryFn: () => ask('/v1/desk/complaint-holds'),
  });
  const hold = useAct(
    (body: { number: string; reason: string | null }, key) =>
      ask('/v1/desk/complaint-holds', { method: 'POST', body, key }),
    () => {
      setNumber('');
      return queries.invalidateQueries({ queryKey: ['complaint-holds'] });
    },
  );
  return (
    <section className="stack" aria-labelledby="holds">
      <h2 id="holds">{say('Ditahan dari penghapusan', 'Kept from being erased')}</h2>
      <ProblemAlert problem={hold.error} />
      {mayHold && (
        <form
          className="row"
          style={{ alignItems: 'end' }}
          onSubmit={(event) => {
            event.preventDefault();
            hold.mutate({ number, reason });
          }}
        >
          <TextInput
            id="field-number"
            label={say('Nomor register', 'Register number')}
            placeholder="2026/0001"
            autoComplete="off"
            required
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <NativeSelect
            label={say('Alasan', 'Reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data={options('holdReason')}
          />
          <Button type="submit" loading={hold.isPending}>
            {say('Tahan', 'Keep')}
          </Button>
        </form>
      )}
      <Shown
        of={held}
        empty={({ items }) =>
          items.length === 0 && (
            <Empty title={say('Tidak ada yang ditahan', 'None is kept')}>
              <p>
                {say(
                  'Tahan pengaduan yang masih diperlukan perkara, Ombudsman, atau audit.',
                  'Keep a case that a court, the Ombudsman or an audit still needs.',
                )}
              </p>
            </Empty>
          )
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map((item) => (
              <li key={item.number} className="row between">
                <span>
                  <strong>{item.number}</strong>
                  <span className="soft small" style={{ display: 'block' }}>
                    {word('holdReason', item.reason)} · {format.dayTime(item.at)}
                  </span>
                </span>
                {mayHold && (
                  <Button
                    variant="default"
                    aria-label={`${say('Lepaskan', 'Let go')} ${item.number}`}
                    onClick={() => hold.mutate({ number: item.number, reason: null })}
                  >
                    {say('Lepaskan', 'Let go')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
