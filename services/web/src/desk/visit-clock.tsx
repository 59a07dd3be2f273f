import type { DeskVisit } from '@pst/contracts';
import { ClockRing } from '../components/clock-ring.tsx';
import { useSay } from '../language/language.ts';

/** The promise that matters for a visit just now, as time left in colour and in words. */
export function VisitClock({ visit, labelled = false }: { visit: DeskVisit; labelled?: boolean }) {
  const say = useSay();
  const of = (name: DeskVisit['clocks'][number]['clock']) =>
    visit.clocks.find(({ clock }) => clock === name);
  const ring = (name: Parameters<typeof of>[0], from: string, label: string) => {
    const clock = of(name);
    return clock?.dueAt ? (
      <ClockRing from={from} due={clock.dueAt} label={labelled ? label : ''} />
    ) : null;
  };
  switch (visit.state) {
    case 'waiting':
    case 'called':
      return ring('served-after-guestbook', visit.checkedInAt, say('Mulai dilayani:', 'Served:'));
    case 'serving':
      return ring('total', visit.checkedInAt, say('Seluruhnya:', 'In total:'));
    case 'workstation-offered': {
      const total = of('total')?.dueAt ?? visit.checkedInAt;
      const due = of('served-after-workstation')?.dueAt;
      return due ? (
        <ClockRing
          // The offer begins five working minutes before it ends; the ring need not be exact on that.
          from={new Date(Math.min(Date.parse(total), Date.parse(due)) - 300_000).toISOString()}
          due={due}
          label={labelled ? say('Diserahkan:', 'Handed over:') : ''}
        />
      ) : null;
    }
    case 'on-hold':
      return <span className="soft">{say('jam berhenti', 'clock stopped')}</span>;
    default:
      return null;
  }
}
