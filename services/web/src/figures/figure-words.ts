import type { Definition } from '@pst/contracts';
import { useFormat, useLanguage, useSay } from '../language/language.ts';

/** Figures in words: shares, times, clocks and weekdays as they stand on screen and paper. */
export function useFigureWords() {
  const say = useSay();
  const format = useFormat();
  const { language } = useLanguage();
  const clocks: Record<string, [letter: string, name: string]> = {
    'served-after-guestbook': [
      'A',
      say('Dilayani setelah buku tamu', 'Served after the guestbook'),
    ],
    'served-after-workstation': [
      'B',
      say('Setelah komputer tersedia', 'After a computer is available'),
    ],
    total: ['C', say('Seluruh layanan', 'The whole service')],
  };
  const outcomes: Record<string, string> = {
    breached: say('Dilayani terlambat', 'Served late'),
    'left-late': say('Pulang setelah janji lewat', 'Left after the promised time'),
    'no-show-late': say('Dipanggil terlambat, tidak datang', 'Called late, did not come'),
    'closed-end-of-day': say('Ditutup pada akhir hari', 'Closed at end of day'),
    open: say('Masih menunggu', 'Still open'),
  };
  const parts = {
    met: say('Tepat waktu', 'On time'),
    breached: say('Dilayani terlambat', 'Served late'),
    leftLate: say('Pulang setelah janji lewat', 'Left after the promised time'),
    noShowLate: say('Dipanggil terlambat, tidak datang', 'Called late, did not come'),
    leftEarly: say('Pulang sebelum janji lewat', 'Left before the promised time'),
    noShow: say('Tidak datang saat dipanggil', 'Did not come when called'),
    closedAtEndOfDay: say('Ditutup pada akhir hari', 'Closed at end of day'),
    notMeasured: say('Waktu tidak terukur', 'Times not measured'),
    open: say('Belum selesai', 'Not ended yet'),
    completed: say('Selesai', 'Completed'),
    left: say('Pulang sebelum selesai', 'Left before the end'),
  };
  const qualities: Record<string, string> = {
    measured: say('Terukur', 'Measured'),
    corrected: say('Dikoreksi', 'Corrected'),
    backfilled: say('Dari buku kertas', 'From the paper book'),
    'offline-synced': say('Dikirim belakangan', 'Synchronised later'),
    unknown: say('Tidak diketahui', 'Unknown'),
  };
  const weekdays = [
    ['Senin', 'Monday'],
    ['Selasa', 'Tuesday'],
    ['Rabu', 'Wednesday'],
    ['Kamis', 'Thursday'],
    ['Jumat', 'Friday'],
    ['Sabtu', 'Saturday'],
    ['Minggu', 'Sunday'],
  ] as const;
  return {
    clockLetter: (clock: string) => clocks[clock]?.[0] ?? clock,
    clockName: (clock: string) => clocks[clock]?.[1] ?? clock,
    outcome: (code: string) => outcomes[code] ?? code,
    part: (code: keyof typeof parts) => parts[code],
    ending: (code: string) =>
      Object.hasOwn(parts, code) ? parts[code as keyof typeof parts] : code,
    quality: (code: string) => qualities[code] ?? code,
    /** 1 is Monday. */
    weekday: (number: number) => {
      const [id, en] = weekdays[number - 1] ?? ['–', '–'];
      return say(id, en);
    },
    hour: (hour: number | string) => `${String(hour).padStart(2, '0')}.00`,
    share: (share: number | null) => (share === null ? '–' : `${format.number(share * 100, 1)}%`),
    outOf: (numerator: number, denominator: number) =>
      say(
        `${format.number(numerator)} dari ${format.number(denominator)}`,
        `${format.number(numerator)} of ${format.number(denominator)}`,
      ),
    minutes: (seconds: number | null) =>
      seconds === null ? '–' : `${format.number(seconds / 60, 1)} ${say('mnt', 'min')}`,
    /** The meaning of a term as the office defines it. */
    meaning: (definitions: readonly Definition[], term: string) =>
      definitions.find((definition) => definition.term === term)?.[language] ?? '',
    month: (month: string) =>
      new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(new Date(`${month}-01T00:00:00Z`)),
    date: (
      date: string,
      options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' },
    ) =>
      new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
        ...options,
        timeZone: 'UTC',
      }).format(new Date(`${date}T00:00:00Z`)),
  };
}
