/** A quarter of a year, such as `2026-Q4`, and its first and last day. */
export interface Quarter {
  readonly quarter: string;
  readonly from: string;
  readonly to: string;
}

const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31'];

/** The quarter that a day such as `2026-11-24` is in. */
export function quarterOf(date: string): Quarter {
  const year = date.slice(0, 4);
  const index = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  const month = String(index * 3 + 1).padStart(2, '0');
  return {
    quarter: `${year}-Q${index + 1}`,
    from: `${year}-${month}-01`,
    to: `${year}-${LAST_DAYS[index]}`,
  };
}
