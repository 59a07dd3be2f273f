type AgeBand = 'under-17' | '17-25' | '26-34' | '35-44' | '45-54' | '55-65' | 'over-65';

const UPPER_BOUNDS: readonly [number, AgeBand][] = [
  [16, 'under-17'],
  [25, '17-25'],
  [34, '26-34'],
  [44, '35-44'],
  [54, '45-54'],
  [65, '55-65'],
];

/** The band of an age in completed years, as good as a birth year allows (service-domain 1.7). */
export function ageBandOf(birthYear: number, thisYear: number): AgeBand {
  const age = thisYear - birthYear;
  return UPPER_BOUNDS.find(([bound]) => age <= bound)?.[1] ?? 'over-65';
}
