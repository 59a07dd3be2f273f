import type { Figures } from '@pst/contracts';
import { useFormat, useSay } from '../language/language.ts';
import { NumberTable } from './chart.tsx';
import { useFigureWords } from './figure-words.ts';

/** The broken promises by ticket; who the visitor was stands nowhere. */
export function BreachTable({
  of,
  captionShown = false,
}: {
  of: Figures['breaches'];
  captionShown?: boolean;
}) {
  const say = useSay();
  const format = useFormat();
  const words = useFigureWords();
  if (of.length === 0) {
    return <p>{say('Tidak ada janji yang terlewat.', 'No promise was broken.')}</p>;
  }
  return (
    <NumberTable
      caption={say('Janji yang terlewat', 'Broken promises')}
      captionShown={captionShown}
      columns={[
        say('Tanggal', 'Date'),
        say('Nomor', 'Ticket'),
        say('Jam', 'Clock'),
        say('Janji sampai', 'Promised by'),
        say('Terukur', 'Measured'),
        say('Yang terjadi', 'What happened'),
      ]}
      rows={of.map(({ date, ticketNumber, clock, dueAt, seconds, outcome }) => [
        words.date(date, { weekday: 'short', day: 'numeric', month: 'short' }),
        ticketNumber,
        words.clockLetter(clock),
        dueAt === null ? '–' : format.time(dueAt),
        words.minutes(seconds),
        words.outcome(outcome),
      ])}
    />
  );
}
