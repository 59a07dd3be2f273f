import type { VisitGroup } from '@pst/contracts';
import { useSay } from '../language/language.ts';
import { NumberTable } from './chart.tsx';
import { useFigureWords } from './figure-words.ts';

/** Visits by what they have in common, each share with what it was counted from. */
export function GroupTable({
  title,
  first,
  of,
  name,
  captionShown = false,
}: {
  title: string;
  first: string;
  of: readonly VisitGroup[];
  name: (code: string) => string;
  captionShown?: boolean;
}) {
  const say = useSay();
  const words = useFigureWords();
  return (
    <NumberTable
      caption={title}
      captionShown={captionShown}
      columns={[
        first,
        say('Kunjungan', 'Visits'),
        say('Tepat waktu (A)', 'On time (A)'),
        say('Selesai tepat waktu (C)', 'Completed on time (C)'),
        say('Tunggu p50 / p90 (n)', 'Wait p50 / p90 (n)'),
        say('Pulang', 'Left'),
        say('Tidak datang', 'No-shows'),
      ]}
      rows={of.map(({ code, visits, onTime, totalOnTime, waits, left, noShow }) => [
        name(code),
        visits,
        `${words.share(onTime.share)} (${words.outOf(onTime.numerator, onTime.denominator)})`,
        `${words.share(totalOnTime.share)} (${words.outOf(totalOnTime.numerator, totalOnTime.denominator)})`,
        `${words.minutes(waits.p50)} / ${words.minutes(waits.p90)} (${waits.n})`,
        left,
        noShow,
      ])}
    />
  );
}
