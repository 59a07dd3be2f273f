import { NativeSelect } from '@mantine/core';
import { useNow } from '../gateway/office-clock.ts';
import { useSay } from '../language/language.ts';
import { useFigureWords } from './figure-words.ts';
import { dayOf, recentMonths } from './period.ts';

/** One of the last twelve months; this month unless another is chosen. */
export function useMonth(chosen: string | undefined): string {
  return chosen ?? dayOf(useNow()).slice(0, 7);
}

export function MonthChoice({ of, choose }: { of: string; choose: (month: string) => void }) {
  const say = useSay();
  const words = useFigureWords();
  const months = recentMonths(dayOf(useNow()));
  return (
    <NativeSelect
      label={say('Bulan', 'Month')}
      value={of}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
      data={(months.includes(of) ? months : [of, ...months]).map((value) => ({
        value,
        label: words.month(value),
      }))}
    />
  );
}
