import { NativeSelect } from '@mantine/core';
import { useNow } from '../gateway/office-clock.ts';
import { useSay } from '../language/language.ts';
import { dayOf } from './period.ts';

/** How far back the published figures of a year go. */
const YEARS_BACK = 2;

/** The year of the address, or the running one of the office. */
export function useYear(chosen: number | undefined): number {
  const running = Number(dayOf(useNow()).slice(0, 4));
  return chosen ?? running;
}

/** Which year a page of figures shows. */
export function YearChoice({ of, choose }: { of: number; choose: (year: number) => void }) {
  const say = useSay();
  const running = useYear(undefined);
  return (
    <NativeSelect
      label={say('Tahun', 'Year')}
      value={of}
      onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
      data={Array.from({ length: YEARS_BACK + 1 }, (_, before) => String(running - before))}
    />
  );
}
