import type { DayOff } from '@pst/contracts';
import { EntitySchema } from 'typeorm';

/** A day on which the office does not serve, and who says so. */
export interface DayOffRow {
  readonly office: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  readonly kind: DayOff['kind'];
  readonly source: string;
  /** Account of whoever compared it with its source; null for what came with the office profile. */
  readonly verifiedBy: string | null;
  readonly verifiedAt: Date | null;
  readonly addedBy: string | null;
  readonly addedAt: Date;
}

const key = { primary: true, primaryKeyConstraintName: 'day_off_pkey' } as const;

export const DayOffSchema = new EntitySchema<DayOffRow>({
  name: 'DayOff',
  tableName: 'day_off',
  columns: {
    office: { type: 'text', ...key },
    date: { type: 'date', ...key },
    name: { type: 'text' },
    kind: { type: 'text' },
    source: { type: 'text' },
    verifiedBy: { type: 'uuid', name: 'verified_by', nullable: true },
    verifiedAt: { type: 'timestamptz', name: 'verified_at', nullable: true },
    addedBy: { type: 'uuid', name: 'added_by', nullable: true },
    addedAt: { type: 'timestamptz', name: 'added_at' },
  },
});

/** A year whose list is kept here, and whether it is complete by its decree. */
export interface CalendarYearRow {
  readonly office: string;
  readonly year: number;
  readonly complete: boolean;
  readonly source: string;
}

const yearKey = { primary: true, primaryKeyConstraintName: 'calendar_year_pkey' } as const;

export const CalendarYearSchema = new EntitySchema<CalendarYearRow>({
  name: 'CalendarYear',
  tableName: 'calendar_year',
  columns: {
    office: { type: 'text', ...yearKey },
    year: { type: 'int', ...yearKey },
    complete: { type: 'boolean' },
    source: { type: 'text' },
  },
});
