const PER_YEAR = 0.003;
const OLD = 20;

/** What the rank of an edition loses by its age, as SQL; `now` is the year it is. */
export const ageing = (now: string): string =>
  `-${PER_YEAR} * least(${OLD}, greatest(0, ${now}::int - coalesce(year, 0)))`;
