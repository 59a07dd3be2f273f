import type { DeskVisit } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';

const ENDED: readonly DeskVisit['state'][] = [
  'completed',
  'left',
  'no-show',
  'cancelled',
  'closed-end-of-day',
];

/** The visits of today that have ended, newest first, each with how its promises turned out. */
export function DayList({
  visits,
  open,
}: {
  visits: readonly DeskVisit[];
  open: (visitId: string) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const ended = visits
    .filter(({ state }) => ENDED.includes(state))
    .toSorted((left, right) => (right.endedAt ?? '').localeCompare(left.endedAt ?? ''));
  if (ended.length === 0) {
    return null;
  }
  return (
    <details className="day-list">
      <summary>
        {say(`Sudah selesai hari ini (${ended.length})`, `Ended today (${ended.length})`)}
      </summary>
      <div
        className="scroll"
        tabIndex={0}
        role="region"
        aria-label={say('Kunjungan hari ini', 'Visits of today')}
      >
        <table className="table">
          <thead>
            <tr>
              <th>{say('Nomor', 'No.')}</th>
              <th>{say('Tamu', 'Visitor')}</th>
              <th>{say('Hasil', 'Outcome')}</th>
              <th>{say('Datang', 'Came')}</th>
              <th>{say('Dilayani', 'Served')}</th>
              <th>{say('Janji', 'Promises')}</th>
              <th>
                <span className="visually-hidden">{say('Riwayat', 'Log')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {ended.map((visit) => (
              <tr key={visit.id}>
                <td>
                  <b className="num">{visit.ticketNumber}</b>
                </td>
                <td>{visit.name ?? say('Data pribadi dihapus', 'Personal data erased')}</td>
                <td>{word('visit', visit.state)}</td>
                <td className="num" style={{ textAlign: 'left' }}>
                  {format.time(visit.checkedInAt)}
                </td>
                <td className="num" style={{ textAlign: 'left' }}>
                  {visit.servingAt ? format.time(visit.servingAt) : '–'}
                </td>
                <td>
                  {visit.clocks
                    .filter(({ outcome }) => outcome === 'met' || outcome === 'breached')
                    .map(({ clock, outcome }) => (
                      <span key={clock} className="outcome" data-outcome={outcome}>
                        {word('clockShort', clock)} {word('clockState', outcome)}
                      </span>
                    ))}
                </td>
                <td>
                  <Button
                    size="compact-md"
                    variant="subtle"
                    onClick={() => open(visit.id)}
                    aria-label={say(
                      `Riwayat ${visit.ticketNumber}`,
                      `Log of ${visit.ticketNumber}`,
                    )}
                  >
                    {say('Riwayat', 'Log')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
