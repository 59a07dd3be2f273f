import './console.css';
import { useState } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useNow } from '../gateway/office-clock.ts';
import { useFormat, useSay } from '../language/language.ts';
import { CounterPanel } from './counter-panel.tsx';
import { DayList } from './day-list.tsx';
import { DeskPage } from './desk-page.tsx';
import { KioskRefusals } from './kiosk-refusals.tsx';
import { QueueList } from './queue-list.tsx';
import { ShiftBar } from './shift-bar.tsx';
import { useDesk, type Desk } from './use-desk.ts';
import { VisitLog } from './visit-log.tsx';

/** The officer's console: one screen for the day, one key per action. */
export function LiveDesk() {
  const say = useSay();
  return (
    <DeskPage wide title={say('Meja layanan', 'Service desk')} roles={['officer', 'head', 'admin']}>
      {() => <Console />}
    </DeskPage>
  );
}

function Console() {
  const say = useSay();
  const desk = useDesk();
  const [shown, setShown] = useState<string>();
  return (
    <div className="console">
      {desk.lost && (
        <div className="note warn" role="status">
          {say(
            'Terputus – menyambung lagi. Angka dapat terlambat.',
            'Disconnected – reconnecting. Numbers may lag.',
          )}
        </div>
      )}
      <div className="console-top">
        <Pulse desk={desk} />
        <ShiftBar desk={desk} />
      </div>
      <ProblemAlert problem={desk.problem} />
      <KioskRefusals />
      <div className="console-body">
        <QueueList desk={desk} open={setShown} />
        <CounterPanel desk={desk} open={setShown} />
      </div>
      <DayList visits={desk.visits.data?.items ?? []} open={setShown} />
      <VisitLog visitId={shown} close={() => setShown(undefined)} />
    </div>
  );
}

/** The desk at a glance; what needs somebody now stands out in words as well as in colour. */
function Pulse({ desk }: { desk: Desk }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow().toISOString();
  const running = (desk.visits.data?.items ?? []).flatMap(({ clocks }) =>
    clocks.filter(({ outcome }) => outcome === 'running'),
  );
  const late = running.filter(({ dueAt }) => dueAt !== null && dueAt < now).length;
  const atRisk = running.filter(
    ({ warnAt, dueAt }) => warnAt !== null && warnAt < now && dueAt !== null && dueAt >= now,
  ).length;
  const free = desk.workstations.data?.items.filter(({ state }) => state === 'free').length ?? 0;
  const figures = [
    { label: say('menunggu', 'waiting'), value: desk.waiting.length },
    {
      label: say('dilayani', 'being served'),
      value: desk.visits.data?.items.filter(({ state }) => state === 'serving').length ?? 0,
    },
    { label: say('hampir lewat', 'at risk'), value: atRisk, tone: 'warn' },
    { label: say('lewat janji', 'past the promise'), value: late, tone: 'bad' },
    { label: say('komputer kosong', 'computers free'), value: free },
  ];
  return (
    <ul className="pulse">
      {figures.map(({ label, value, tone }) => (
        <li key={label} data-tone={value > 0 ? tone : undefined}>
          <b className="num">{format.number(value)}</b> {label}
        </li>
      ))}
    </ul>
  );
}
