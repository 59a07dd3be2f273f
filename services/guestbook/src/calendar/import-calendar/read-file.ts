import type { Language, ReplyOf, importCalendar } from '@pst/contracts';
import type { ProposedDay } from '../domain/calendar.ts';

export type LineError = ReplyOf<typeof importCalendar>['errors'][number];

/** What a file says, and the lines of it that say nothing usable. */
export interface FileRead {
  readonly days: readonly ProposedDay[];
  readonly errors: readonly LineError[];
}

/** Both languages stand side by side where an error is worded. */
export type Say = (id: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (id, en) =>
    language === 'id' ? id : en;
