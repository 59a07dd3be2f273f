import type { ClockFigures } from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';

/** The promises by the first part of their columns in `visit_figure`. */
export type Promised = 'served' | 'workstation' | 'total';
export const PROMISES: readonly { clock: ClockFigures['clock']; column: Promised }[] = [
  { clock: 'served-after-guestbook', column: 'served' },
  { clock: 'served-after-workstation', column: 'workstation' },
  { clock: 'total', column: 'total' },
];

/** What the published standard promises. */
export const targetMinutes = ({
  standard: { targets },
}: OfficeProfile): Record<Promised, number> => ({
  served: targets.servedAfterGuestbook,
  workstation: targets.servedAfterWorkstationAvailable,
  total: targets.total,
});

const SECONDS: Record<Promised, string> = {
  served: 'wait_seconds',
  workstation: 'hand_over_seconds',
  total: 'total_seconds',
};

/** What a clock measured of a visit, in working seconds. */
export const seconds = (promised: Promised): string => SECONDS[promised];

/** The condition under which a visit is in the denominator of a promise, and in its numerator. */
export const isCounted = (promised: Promised): string =>
  `${promised}_fate in ('met', 'breached', 'left-late', 'no-show-late')`;
export const isMet = (promised: Promised): string => `${promised}_fate = 'met'`;

/** How many of the counted visits were on time, as JSON with what it was counted from. */
export const share = (promised: Promised): string => `json_build_object(
  'numerator', count(*) filter (where ${isMet(promised)}),
  'denominator', count(*) filter (where ${isCounted(promised)}),
  'share', round((count(*) filter (where ${isMet(promised)}))::numeric
           / nullif(count(*) filter (where ${isCounted(promised)}), 0), 4)::float8)`;

/** The condition under which a visit's time enters a percentile. */
export const isTimed = (promised: Promised): string =>
  `measured and state <> 'cancelled' and ${seconds(promised)} is not null`;

/** A time below which this fraction of the measured visits stayed, in whole working seconds. */
export const percentile = (promised: Promised, fraction: number): string =>
  `round(percentile_cont(${fraction}) within group (order by ${seconds(promised)})
   filter (where ${isTimed(promised)}))::int`;

/** How the measured times are spread, as JSON. */
export const spread = (promised: Promised): string => `json_build_object(
  'n', count(*) filter (where ${isTimed(promised)}),
  'corrected', count(*) filter (where ${isTimed(promised)} and time_quality = 'corrected'),
  'p50', ${percentile(promised, 0.5)},
  'p90', ${percentile(promised, 0.9)},
  'p95', ${percentile(promised, 0.95)})`;
