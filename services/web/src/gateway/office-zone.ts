const KEY = 'pst-zone';
/** The office's, as it was told last; a promise is kept where the office is, not where its reader is. */
let zone = localStorage.getItem(KEY) ?? 'Asia/Jakarta';

export function keepZone(told: string): void {
  zone = told;
  localStorage.setItem(KEY, told);
}

export const officeZone = (): string => zone;

/** The names people in Indonesia know their zones by. */
export function zoneName(): string {
  const names: Record<string, string> = {
    'Asia/Jakarta': 'WIB',
    'Asia/Pontianak': 'WIB',
    'Asia/Makassar': 'WITA',
    'Asia/Jayapura': 'WIT',
  };
  return names[zone] ?? zone;
}

/** The office's day of an instant, `YYYY-MM-DD` as a date field has it. */
export const officeDay = (at: string | Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));

/** The office's wall time of an instant, `HH:MM:SS` as a time field has it. */
export const officeTime = (at: string | Date): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(new Date(at));

/** The instant of a wall time (`HH:MM` or `HH:MM:SS`) on one of the office's days. */
export function officeInstant(day: string, time: string): Date {
  const asUtc = Date.parse(`${day}T${time}Z`);
  const shown = Date.parse(`${officeDay(new Date(asUtc))}T${officeTime(new Date(asUtc))}Z`);
  return new Date(asUtc - (shown - asUtc));
}
