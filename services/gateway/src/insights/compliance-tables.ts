import type { ComplianceSheet, Language, Share, Spread, VisitGroup } from '@pst/contracts';
import type { Table, Value } from './report-files.ts';

type Row = readonly Value[];

/** The compliance sheet as the sheets of a workbook, headed in the reader's language. */
export function complianceTables(sheet: ComplianceSheet, language: Language): Table[] {
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const shares = [say('tepat waktu', 'on time'), say('dari', 'of'), say('bagian', 'share')];
  const times = ['n', say('dikoreksi', 'corrected'), 'p50 (s)', 'p90 (s)', 'p95 (s)'];
  const groups = (name: string, first: string, of: readonly VisitGroup[]): Table => ({
    name,
    columns: [
      first,
      say('kunjungan', 'visits'),
      ...shares.map((label) => `A ${label}`),
      ...shares.map((label) => `C ${label}`),
      ...times.map((label) => `A ${label}`),
      say('pulang', 'left'),
      say('tidak datang', 'no-shows'),
    ],
    rows: of.map(({ code, visits, onTime, totalOnTime, waits, left, noShow }) => [
      code,
      visits,
      ...ofShare(onTime),
      ...ofShare(totalOnTime),
      ...ofSpread(waits),
      left,
      noShow,
    ]),
  });
  const { visits, coverage, office } = sheet;
  return [
    {
      name: say('Ringkasan', 'Summary'),
      columns: [say('Keterangan', 'Item'), say('Nilai', 'Value')],
      rows: [
        [say('Kantor', 'Office'), `${office.code} ${office.name}`],
        [say('Unit', 'Unit'), office.unit],
        [say('Standar pelayanan', 'Service standard'), sheet.standard],
        [say('Bulan', 'Month'), sheet.month],
        [
          say('Bulan sudah selesai', 'Month is over'),
          sheet.complete ? say('ya', 'yes') : say('belum', 'no'),
        ],
        [say('Hari kerja', 'Working days'), sheet.workingDays],
        [say('Dihitung sampai', 'Counted up to'), sheet.asOf],
        [say('Kunjungan', 'Visits'), visits.checkedIn],
        [say('Selesai', 'Completed'), visits.completed],
        [say('Pulang', 'Left'), visits.left],
        [say('Pulang saat dilayani', 'Left while being served'), visits.leftWhileServed],
        [say('Tidak datang saat dipanggil', 'No-shows'), visits.noShow],
        [say('Ditutup akhir hari', 'Closed at end of day'), visits.closedAtEndOfDay],
        [say('Belum selesai', 'Not ended yet'), visits.open],
        [say('Kembali setelah tidak datang', 'Came back'), visits.returned],
        [say('Didahulukan', 'Prioritised'), visits.prioritised],
        [say('Dibatalkan (tidak dihitung)', 'Cancelled (not counted)'), visits.cancelled],
        [say('Waktu terukur', 'Times measured'), coverage.numerator],
        [say('Cakupan', 'Coverage'), coverage.share],
        [say('Kunjungan dikoreksi', 'Visits corrected'), sheet.corrections.visits],
      ],
    },
    {
      name: say('Jam janji', 'Clocks'),
      columns: [
        say('jam', 'clock'),
        say('target (menit)', 'target (minutes)'),
        ...shares,
        say('dilayani tepat waktu', 'served on time'),
        say('dilayani terlambat', 'served late'),
        say('pulang setelah lewat', 'left late'),
        say('dipanggil terlambat, tidak datang', 'called late, no-show'),
        say('pulang sebelum lewat', 'left early'),
        say('tidak datang', 'no-show'),
        say('ditutup akhir hari', 'closed at end of day'),
        say('waktu tidak terukur', 'not measured'),
        say('belum selesai', 'open'),
        ...times,
      ],
      rows: sheet.clocks.map(
        ({ clock, targetMinutes, onTime, counted, apart, times: measured }) => [
          clock,
          targetMinutes,
          ...ofShare(onTime),
          counted.met,
          counted.breached,
          counted.leftLate,
          counted.noShowLate,
          apart.leftEarly,
          apart.noShow,
          apart.closedAtEndOfDay,
          apart.notMeasured,
          apart.open,
          ...ofSpread(measured),
        ],
      ),
    },
    groups(say('Layanan', 'Services'), say('layanan', 'service'), sheet.byService),
    groups(say('Keperluan', 'Purposes'), say('keperluan', 'purpose'), sheet.byPurpose),
    groups(say('Jam', 'Hours'), say('jam', 'hour'), sheet.byHour),
    groups(
      say('Hari dalam minggu', 'Weekdays'),
      say('hari (1 = Senin)', 'weekday (1 = Monday)'),
      sheet.byWeekday,
    ),
    {
      name: say('Harian', 'Days'),
      columns: [say('tanggal', 'date'), say('kunjungan', 'visits'), ...shares],
      rows: sheet.days.map((day) => [day.date, day.visits, ...ofShare(day.onTime)]),
    },
    {
      name: say('Mutu waktu', 'Time quality'),
      columns: [say('mutu', 'quality'), say('kunjungan', 'visits')],
      rows: sheet.timeQuality.map(({ code, visits: count }) => [code, count]),
    },
    {
      name: say('Koreksi', 'Corrections'),
      columns: [say('alasan', 'reason'), say('koreksi', 'corrections')],
      rows: sheet.corrections.reasons.map(({ code, corrections }) => [code, corrections]),
    },
    {
      name: say('Janji terlewat', 'Broken promises'),
      columns: [
        say('tanggal', 'date'),
        say('nomor antrean', 'ticket'),
        say('jam', 'clock'),
        say('akhirnya', 'outcome'),
        say('janji', 'due'),
        say('detik', 'seconds'),
        'id',
      ],
      rows: sheet.breaches.map((broken) => [
        broken.date,
        broken.ticketNumber,
        broken.clock,
        broken.outcome,
        broken.dueAt,
        broken.seconds,
        broken.visitId,
      ]),
    },
    {
      name: say('Definisi', 'Definitions'),
      columns: [say('istilah', 'term'), say('arti', 'meaning')],
      rows: sheet.definitions.map((definition) => [definition.term, definition[language]]),
    },
  ];
}

const ofShare = ({ numerator, denominator, share }: Share): Row => [numerator, denominator, share];
const ofSpread = ({ n, corrected, p50, p90, p95 }: Spread): Row => [n, corrected, p50, p90, p95];
