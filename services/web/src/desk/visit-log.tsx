import type { correctVisit, ReplyOf, readVisitLog } from '@pst/contracts';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { officeDay, officeInstant, officeTime } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { IdentityNumber } from './identity-number.tsx';
import { VisitTitles } from './visit-titles.tsx';

type Log = ReplyOf<typeof readVisitLog>;
type Entry = Log['entries'][number];

/** What happened to a visit, line by line; a time written wrongly can be corrected, never erased. */
export function VisitLog({ visitId, close }: { visitId: string | undefined; close: () => void }) {
  const say = useSay();
  return (
    <Modal
      opened={visitId !== undefined}
      onClose={close}
      size="lg"
      title={say('Riwayat kunjungan', 'What happened')}
      closeButtonProps={{ 'aria-label': say('Tutup', 'Close') }}
    >
      {visitId !== undefined && <Lines visitId={visitId} />}
    </Modal>
  );
}

function Lines({ visitId }: { visitId: string }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [correcting, setCorrecting] = useState<Entry>();
  const log = useQuery<Log, Problem>({
    queryKey: ['desk', 'log', visitId],
    queryFn: () => ask(`/v1/desk/visits/${visitId}/log`),
  });
  const seconds = (entry: Entry) => officeTime(entry.correctedAt ?? entry.at);
  return (
    <Shown of={log}>
      {({ visit, entries }) => (
        <div className="stack">
          <p>
            <b className="num">{visit.ticketNumber}</b> · {word('visit', visit.state)} ·{' '}
            {word('timeQuality', visit.timeQuality)}
          </p>
          <ul className="clock-list">
            {visit.clocks
              .filter(({ outcome }) => outcome !== 'not-started')
              .map(({ clock, outcome, dueAt }) => (
                <li key={clock} data-outcome={outcome}>
                  {word('clock', clock)}: <b>{word('clockState', outcome)}</b>
                  {dueAt && (
                    <span className="soft">
                      {' '}
                      ({say('janji', 'promised')} {format.time(dueAt)})
                    </span>
                  )}
                </li>
              ))}
          </ul>
          {visit.identityCheckedKind && (
            <IdentityNumber visitId={visitId} kind={visit.identityCheckedKind} />
          )}
          <VisitTitles visitId={visitId} />
          <div className="scroll" tabIndex={0} role="region" aria-label={say('Riwayat', 'Log')}>
            <table className="table">
              <thead>
                <tr>
                  <th>{say('Waktu', 'Time')}</th>
                  <th>{say('Kejadian', 'What')}</th>
                  <th>
                    <span className="visually-hidden">{say('Tindakan', 'Action')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.seq}>
                    <td className="num" style={{ textAlign: 'left' }}>
                      {seconds(entry)}
                      {entry.correctedAt && (
                        <span className="soft small" style={{ display: 'block' }}>
                          {say('semula', 'first')} {format.time(entry.at)}
                        </span>
                      )}
                    </td>
                    <td>
                      {word('visitEntry', entry.type)}
                      {entry.reason && (
                        <span className="soft small"> · {word('reason', entry.reason)}</span>
                      )}
                    </td>
                    <td>
                      {entry.type !== 'corrected' && (
                        <Button
                          size="compact-md"
                          variant="subtle"
                          onClick={() => setCorrecting(entry)}
                          aria-label={say(
                            `Betulkan waktu: ${word('visitEntry', entry.type)}`,
                            `Correct the time: ${word('visitEntry', entry.type)}`,
                          )}
                        >
                          {say('Betulkan', 'Correct')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {correcting && (
            <Correction
              key={correcting.seq}
              visitId={visitId}
              entry={correcting}
              done={() => setCorrecting(undefined)}
            />
          )}
        </div>
      )}
    </Shown>
  );
}

function Correction({ visitId, entry, done }: { visitId: string; entry: Entry; done: () => void }) {
  const say = useSay();
  const { word, options } = useCodeWords();
  const queries = useQueryClient();
  const known = entry.correctedAt ?? entry.at;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [time, setTime] = useState(officeTime(known));
  const [reason, setReason] = useState('pressed-late');
  const correct = useAct(
    (body: { seq: number; at: string; reason: string }, key) =>
      ask<ReplyOf<typeof correctVisit>>(`/v1/desk/visits/${visitId}/corrections`, {
        method: 'POST',
        body,
        key,
      }),
    async () => {
      await queries.invalidateQueries({ queryKey: ['desk'] });
      done();
    },
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const at = officeInstant(officeDay(known), time);
        correct.mutate({ seq: entry.seq, at: at.toISOString(), reason });
      }}
    >
      <h3>
        {say('Betulkan waktu', 'Correct the time')}: {word('visitEntry', entry.type)}
      </h3>
      <ProblemAlert problem={correct.error} />
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          type="time"
          step={1}
          required
          ref={field}
          label={say('Waktu sebenarnya', 'When it happened')}
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <NativeSelect
          label={say('Alasan', 'Reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data={options('reason').filter(({ value }) =>
            ['pressed-late', 'pressed-early', 'wrong-key', 'system-down'].includes(value),
          )}
        />
      </div>
      <p className="soft small">
        {say(
          'Waktu semula tetap tercatat. Angka layanan dihitung ulang dan ditandai “dibetulkan”.',
          'The first time stays in the log. Figures are computed anew and marked “corrected”.',
        )}
      </p>
      <div className="row">
        <Button type="submit" loading={correct.isPending}>
          {say('Simpan pembetulan', 'Save the correction')}
        </Button>
        <Button variant="subtle" onClick={done}>
          {say('Batal', 'Cancel')}
        </Button>
      </div>
    </form>
  );
}
