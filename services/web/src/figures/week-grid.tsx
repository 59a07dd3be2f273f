import type { Figures } from '@pst/contracts';
import { useSay } from '../language/language.ts';
import { useFigureWords } from './figure-words.ts';

/** Weekdays by hours: how many came, and how many of them were served on time. A table that is a picture. */
export function WeekGrid({ of }: { of: Figures['weekHours'] }) {
  const say = useSay();
  const words = useFigureWords();
  const most = Math.max(1, ...of.map(({ visits }) => visits));
  const hours = range(of.map(({ hour }) => hour));
  const weekdays = range([1, 5, ...of.map(({ weekday }) => weekday)]);
  const title = say('Kunjungan menurut hari dan jam', 'Visits by weekday and hour');
  return (
    <section className="card chart whole">
      <div className="stack" style={{ gap: '0.2rem' }}>
        <h3>{title}</h3>
        <p className="soft small">
          {say(
            'Angka besar: kunjungan yang datang pada jam itu. Persen: yang dilayani tepat waktu (jam A).',
            'Large: visits that came in that hour. Percent: those served on time (clock A).',
          )}
        </p>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="grid-table">
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say('Hari', 'Day')}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {words.hour(hour)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{words.weekday(weekday)}</th>
                {hours.map((hour) => {
                  const cell = of.find((found) => found.weekday === weekday && found.hour === hour);
                  return (
                    <td
                      key={hour}
                      style={{ ['--heat' as string]: cell === undefined ? 0 : cell.visits / most }}
                    >
                      {cell === undefined ? (
                        <span className="soft">0</span>
                      ) : (
                        <>
                          <b>{cell.visits}</b>
                          <small>{words.share(cell.onTime.share)}</small>
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function range(numbers: readonly number[]): number[] {
  if (numbers.length === 0) {
    return [];
  }
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
