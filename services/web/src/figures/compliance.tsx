import type { ComplianceSheet } from '@pst/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCodeWords } from '../components/code-words.ts';
import { ReportActions } from '../components/report-actions.tsx';
import { Shown } from '../components/states.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { BreachTable } from './breach-table.tsx';
import { NumberTable } from './chart.tsx';
import { useFigureWords } from './figure-words.ts';
import { GroupTable } from './group-table.tsx';
import { MonthChoice, useMonth } from './month-choice.tsx';

/** The monthly compliance sheet, made to be printed, signed and filed. */
export function Compliance() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Lembar kepatuhan bulanan', 'Monthly compliance sheet')}
      roles={['head', 'analyst', 'admin']}
    >
      {() => <Sheet />}
    </DeskPage>
  );
}

function Sheet() {
  const navigate = useNavigate({ from: '/meja/laporan/kepatuhan' });
  const month = useMonth(useSearch({ from: '/framed/meja/laporan/kepatuhan' }).bulan);
  const address = `/v1/reports/compliance?month=${month}`;
  const sheet = useQuery<ComplianceSheet, Problem>({
    queryKey: ['compliance', month],
    queryFn: () => ask(address),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="row no-print" style={{ alignItems: 'end' }}>
        <MonthChoice
          of={month}
          choose={(bulan) => void navigate({ search: { bulan }, replace: true })}
        />
        <ReportActions address={address} fileName={`kepatuhan-${month}`} />
      </div>
      <Shown of={sheet} lines={10}>
        {(found) => <SheetBody of={found} />}
      </Shown>
    </div>
  );
}

function SheetBody({ of }: { of: ComplianceSheet }) {
  const say = useSay();
  const format = useFormat();
  const words = useFigureWords();
  const { word } = useCodeWords();
  const { visits, clocks, coverage, corrections } = of;
  return (
    <article className="sheet">
      <section className="stack" style={{ gap: '0.6rem' }}>
        <h2>
          {of.office.name} · {words.month(of.month)}
        </h2>
        <dl className="facts">
          <dt>{say('Unit', 'Unit')}</dt>
          <dd>
            {of.office.unit}, {say('kantor', 'office')} {of.office.code}
          </dd>
          <dt>{say('Standar pelayanan', 'Service standard')}</dt>
          <dd>
            {of.standard}
            {of.measuredAgainst
              .filter(({ standard }) => standard !== of.standard)
              .map(({ standard, visits: count }) => (
                <span key={standard}>
                  ; {standard} ({count} {say('kunjungan', 'visits')})
                </span>
              ))}
          </dd>
          <dt>{say('Hari kerja', 'Working days')}</dt>
          <dd>{of.workingDays}</dd>
          <dt>{say('Kunjungan', 'Visits')}</dt>
          <dd>
            {visits.checkedIn}
            {visits.cancelled > 0 &&
              say(
                ` (${visits.cancelled} entri dibatalkan tidak dihitung)`,
                ` (${visits.cancelled} cancelled entries not counted)`,
              )}
          </dd>
          <dt>{say('Keadaan', 'State')}</dt>
          <dd>
            {of.complete
              ? say('Bulan sudah selesai', 'The month is over')
              : say('Sementara, bulan belum selesai', 'Provisional, the month is not over')}
            {of.asOf && `; ${say('dihitung sampai', 'counted up to')} ${format.dayTime(of.asOf)}`}
          </dd>
        </dl>
      </section>
      <section>
        <NumberTable
          captionShown
          caption={say('1. Janji waktu', '1. Promised times')}
          columns={[
            say('Jam', 'Clock'),
            say('Target', 'Target'),
            say('n', 'n'),
            say('Tepat', 'Met'),
            say('Terlewat', 'Broken'),
            say('Bagian', 'Share'),
            'p50',
            'p90',
            'p95',
          ]}
          rows={clocks.map(({ clock, targetMinutes, onTime, times }) => [
            `${words.clockLetter(clock)} · ${words.clockName(clock)}`,
            `${targetMinutes} ${say('mnt', 'min')}`,
            onTime.denominator,
            onTime.numerator,
            onTime.denominator - onTime.numerator,
            words.share(onTime.share),
            words.minutes(times.p50),
            words.minutes(times.p90),
            words.minutes(times.p95),
          ])}
        />
        <p className="soft small">
          {clocks
            .map(({ clock, times }) =>
              say(
                `Persentil ${words.clockLetter(clock)}: n = ${times.n}, ${times.corrected} dikoreksi`,
                `Percentiles ${words.clockLetter(clock)}: n = ${times.n}, ${times.corrected} corrected`,
              ),
            )
            .join('; ')}
          .
        </p>
      </section>
      <section>
        <NumberTable
          captionShown
          caption={say(
            '2. Isi penyebut dan yang terpisah',
            '2. What was counted, and what stands apart',
          )}
          columns={['', 'A', 'B', 'C']}
          rows={[
            ...(['met', 'breached', 'leftLate', 'noShowLate'] as const).map((part) => [
              words.part(part),
              ...clocks.map(({ counted }) => counted[part]),
            ]),
            ...(['leftEarly', 'noShow', 'closedAtEndOfDay', 'notMeasured', 'open'] as const).map(
              (part) => [
                `${words.part(part)} (${say('terpisah', 'apart')})`,
                ...clocks.map(({ apart }) => apart[part]),
              ],
            ),
          ]}
        />
      </section>
      <section>
        <GroupTable
          captionShown
          title={say('3. Menurut layanan', '3. By service')}
          first={say('Layanan', 'Service')}
          of={of.byService}
          name={(code) => word('service', code)}
        />
      </section>
      <section>
        <GroupTable
          captionShown
          title={say('4. Menurut keperluan', '4. By purpose')}
          first={say('Keperluan', 'Purpose')}
          of={of.byPurpose}
          name={(code) => word('purpose', code)}
        />
      </section>
      <section>
        <GroupTable
          captionShown
          title={say('5. Menurut hari', '5. By weekday')}
          first={say('Hari', 'Weekday')}
          of={of.byWeekday}
          name={(code) => words.weekday(Number(code))}
        />
      </section>
      <section>
        <GroupTable
          captionShown
          title={say('6. Menurut jam datang', '6. By hour of arrival')}
          first={say('Jam', 'Hour')}
          of={of.byHour}
          name={words.hour}
        />
      </section>
      <section className="stack" style={{ gap: '0.4rem' }}>
        <NumberTable
          captionShown
          caption={say('7. Mutu waktu dan koreksi', '7. Quality of the times, and corrections')}
          columns={[say('Mutu', 'Quality'), say('Kunjungan', 'Visits')]}
          rows={of.timeQuality.map(({ code, visits: count }) => [words.quality(code), count])}
        />
        <p className="small">
          {say('Cakupan waktu terukur', 'Coverage of measured times')}:{' '}
          {words.share(coverage.share)} ({words.outOf(coverage.numerator, coverage.denominator)}).{' '}
          {corrections.visits === 0
            ? say('Tidak ada koreksi.', 'No corrections.')
            : `${say('Dikoreksi', 'Corrected')}: ${corrections.visits} ${say('kunjungan', 'visits')}; ${corrections.reasons
                .map(({ code, corrections: count }) => `${word('reason', code)} ${count}`)
                .join(', ')}.`}
        </p>
      </section>
      <section className="stack long" style={{ gap: '0.4rem' }}>
        <h2>{say('8. Janji yang terlewat', '8. Broken promises')}</h2>
        <BreachTable of={of.breaches} />
      </section>
      <section className="stack long" style={{ gap: '0.4rem' }}>
        <h2>{say('Cara menghitung', 'How it is counted')}</h2>
        {of.definitions.map((definition) => (
          <p key={definition.term} className="small" style={{ maxWidth: 'none' }}>
            {words.meaning(of.definitions, definition.term)}
          </p>
        ))}
      </section>
      <section className="sign print-only">
        <p>{say('Mengetahui, Kepala', 'Acknowledged by the head of office')}</p>
        <p style={{ marginTop: '18mm' }}>________________________________</p>
      </section>
    </article>
  );
}
