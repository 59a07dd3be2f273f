import type { DayOff } from '@pst/contracts';
import { useEffect, useRef } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';

const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0];
const DAY_MS = 86_400_000;

const isoOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const moved = (date: string, days: number) => isoOf(Date.parse(date) + days * DAY_MS);

/** The weeks of a month, Monday first; null where the week belongs to another month. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month, 1));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = MONDAY_FIRST.indexOf(first.getUTCDay());
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, cell) => {
    const day = cell - before;
    return day < 0 || day >= length ? null : isoOf(first.getTime() + day * DAY_MS);
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

/**
 * A year at one look. One stop for the Tab key; within it the arrows go by day and week, Page Up and
 * Page Down by four weeks, and Enter opens the day.
 */
export function YearView({
  year,
  today,
  days,
  chosen,
  onChoose,
  onOpen,
}: {
  year: number;
  today: string;
  days: readonly DayOff[];
  chosen: string;
  onChoose: (date: string) => void;
  onOpen: (date: string) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const grid = useRef<HTMLDivElement>(null);
  const byArrow = useRef(false);
  useEffect(() => {
    if (byArrow.current) {
      byArrow.current = false;
      grid.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
    }
  }, [chosen]);
  const off = new Map(days.map((day) => [day.date, day]));
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -7,
    ArrowDown: 7,
    PageUp: -28,
    PageDown: 28,
  };
  return (
    <div
      className="year"
      ref={grid}
      role="group"
      aria-label={say(
        `Kalender ${year}; tombol panah berpindah hari`,
        `Calendar of ${year}; arrow keys move by day`,
      )}
    >
      {MONTHS.map((month) => (
        <table className="month" key={month}>
          <caption>{format.month(new Date(Date.UTC(year, month, 15)))}</caption>
          <thead>
            <tr>
              {MONDAY_FIRST.map((weekday) => (
                // The fourth of January 1970 was a Sunday.
                <th scope="col" key={weekday}>
                  {format.weekday(new Date((3 + weekday) * DAY_MS))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(year, month).map((week) => (
              <tr key={week.find((date) => date !== null)}>
                {week.map((date, weekday) => {
                  if (date === null) {
                    // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- another month's day says nothing here
                    return <td key={`${month} ${weekday}`} />;
                  }
                  const day = off.get(date);
                  return (
                    <td key={date}>
                      <button
                        type="button"
                        className={day ? `day-${day.kind}` : weekday > 4 ? 'weekend' : undefined}
                        tabIndex={date === chosen ? 0 : -1}
                        aria-pressed={date === chosen}
                        aria-current={date === today ? 'date' : undefined}
                        aria-label={[
                          format.day(date),
                          ...(day ? [day.name, word('dayOff', day.kind)] : []),
                        ].join(', ')}
                        title={day?.name}
                        onClick={() => onOpen(date)}
                        onKeyDown={(event) => {
                          const step = steps[event.key];
                          if (step !== undefined) {
                            event.preventDefault();
                            byArrow.current = true;
                            onChoose(moved(date, step));
                          }
                        }}
                      >
                        {Number(date.slice(8))}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
