import type { Account, readFigures, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Bars } from '../components/bars.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { Empty, Shown } from '../components/states.tsx';
import { StatTile } from '../components/stat-tile.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { Today } from '../desk/today.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useSay } from '../language/language.ts';
import { BreachTable } from './breach-table.tsx';
import { Chart, Columns } from './chart.tsx';
import { useFigureWords } from './figure-words.ts';
import { GroupTable } from './group-table.tsx';
import { dayOf, daysIn, presetPeriod, presets, type Period, type Preset } from './period.ts';
import { PromiseCard } from './promise-card.tsx';
import { WeekGrid } from './week-grid.tsx';

type Numbers = ReplyOf<typeof readFigures>;

/** More days than this are drawn by the week. */
const MOST_DAYS = 62;
const WEEK = 7;
const FIRST_BREACHES = 12;

const seesPeriods = (me: Account) =>
  me.roles.some((role) => ['head', 'analyst', 'admin'].includes(role));

/** The figures of the office: today as it happens, and any period behind it. */
export function Dashboard() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Kinerja layanan', 'Service figures')}
      roles={['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin']}
    >
      {(me) => (
        <div className="stack-lg">
          <Today />
          {seesPeriods(me) && <PeriodPart />}
        </div>
      )}
    </DeskPage>
  );
}

function PeriodPart() {
  const say = useSay();
  const words = useFigureWords();
  const today = dayOf(useNow());
  const navigate = useNavigate({ from: '/meja/laporan' });
  const { dari, sampai } = useSearch({ from: '/framed/meja/laporan' });
  const usual = presetPeriod('month', today);
  const period = { from: dari ?? usual.from, to: sampai ?? usual.to };
  const choose = ({ from, to }: Period) =>
    void navigate({ search: { dari: from, sampai: to }, replace: true, resetScroll: false });
  const figures = useQuery<Numbers, Problem>({
    queryKey: ['figures', period],
    queryFn: () => ask(`/v1/reports/figures${query({ ...period })}`),
    placeholderData: keepPreviousData,
    enabled: period.from <= period.to,
  });
  const names: Record<Preset, string> = {
    month: say('Bulan ini', 'This month'),
    'last-month': say('Bulan lalu', 'Last month'),
    week: say('7 hari', '7 days'),
    'thirty-days': say('30 hari', '30 days'),
    year: say('Tahun ini', 'This year'),
  };
  return (
    <section className="stack">
      <div className="row between">
        <h2>{say('Menurut periode', 'By period')}</h2>
        <div className="row">
          <Button component={Link} to="/meja/laporan/kepatuhan" variant="default">
            {say('Lembar kepatuhan bulanan', 'Monthly compliance sheet')}
          </Button>
          <Button component={Link} to="/meja/laporan/kepuasan" variant="default">
            {say('Laporan kepuasan', 'Satisfaction report')}
          </Button>
        </div>
      </div>
      <div className="period" role="group" aria-label={say('Periode', 'Period')}>
        {presets.map((preset) => {
          const { from, to } = presetPeriod(preset, today);
          const chosen = from === period.from && to === period.to;
          return (
            <Button
              key={preset}
              variant={chosen ? 'filled' : 'default'}
              aria-pressed={chosen}
              px="md"
              onClick={() => choose({ from, to })}
            >
              {names[preset]}
            </Button>
          );
        })}
        <div className="row" style={{ flexWrap: 'nowrap' }}>
          <label>
            {say('Dari', 'From')}
            <input
              type="date"
              value={period.from}
              max={period.to}
              onChange={({ target }) => target.value && choose({ ...period, from: target.value })}
            />
          </label>
          <label>
            {say('Sampai', 'To')}
            <input
              type="date"
              value={period.to}
              min={period.from}
              onChange={({ target }) => target.value && choose({ ...period, to: target.value })}
            />
          </label>
        </div>
      </div>
      {period.from > period.to ? (
        <p role="alert">
          {say('Tanggal akhir mendahului tanggal awal.', 'The last day is before the first.')}
        </p>
      ) : (
        <Shown
          of={figures}
          lines={10}
          empty={({ visits }) =>
            visits.checkedIn === 0 && (
              <Empty title={say('Belum ada kunjungan', 'No visits yet')}>
                <p>
                  {say('Tidak ada kunjungan dari ', 'There were no visits from ')}
                  {words.date(period.from)} {say('sampai', 'to')} {words.date(period.to)}.
                </p>
              </Empty>
            )
          }
        >
          {(numbers) => (
            <div aria-busy={figures.isPlaceholderData} className="stack">
              <Charts of={numbers} />
            </div>
          )}
        </Shown>
      )}
    </section>
  );
}

function Charts({ of }: { of: Numbers }) {
  const say = useSay();
  const words = useFigureWords();
  const { word } = useCodeWords();
  const { visits, clocks, coverage, definitions } = of;
  return (
    <>
      <div className="tiles dense">
        <StatTile
          label={say('Kunjungan', 'Visits')}
          value={String(visits.checkedIn)}
          note={say(
            `${visits.completed} selesai, ${visits.cancelled} dibatalkan (tidak dihitung)`,
            `${visits.completed} completed, ${visits.cancelled} cancelled (not counted)`,
          )}
        />
        <StatTile
          label={say('Pulang sebelum selesai', 'Left before the end')}
          value={String(visits.left)}
          note={words.outOf(visits.left, visits.checkedIn)}
        />
        <StatTile
          label={say('Tidak datang saat dipanggil', 'Did not come when called')}
          value={String(visits.noShow)}
          note={say(`${visits.returned} kembali kemudian`, `${visits.returned} came back later`)}
        />
        <StatTile
          label={say('Cakupan waktu terukur', 'Coverage of measured times')}
          value={words.share(coverage.share)}
          note={words.outOf(coverage.numerator, coverage.denominator)}
        />
      </div>
      <div className="figures">
        {clocks
          .filter(({ onTime, apart }) => onTime.denominator + sumOf(apart) > 0)
          .map((clock) => (
            <PromiseCard key={clock.clock} of={clock} definitions={definitions} />
          ))}
        <Waits of={of} />
        <Days of={of} />
        <WeekGrid of={of.weekHours} />
        <section className="card stack whole">
          <h3>{say('Menurut keperluan dan layanan', 'By purpose and service')}</h3>
          <GroupTable
            title={say('Menurut keperluan', 'By purpose')}
            first={say('Keperluan', 'Purpose')}
            of={of.byPurpose}
            name={(code) => word('purpose', code)}
          />
          <GroupTable
            title={say('Menurut layanan', 'By service')}
            first={say('Layanan', 'Service')}
            of={of.byService}
            name={(code) => word('service', code)}
          />
        </section>
        <section className="card stack">
          <h3>{say('Bagaimana kunjungan berakhir', 'How visits ended')}</h3>
          <Bars
            of={(['completed', 'left', 'noShow', 'closedAtEndOfDay', 'open'] as const).map(
              (ending) => ({ label: words.part(ending), value: visits[ending] }),
            )}
          />
        </section>
        <section className="card stack">
          <h3>{say('Mutu waktu', 'Quality of the times')}</h3>
          <Bars
            of={of.timeQuality.map(({ code, visits: value }) => ({
              label: words.quality(code),
              value,
            }))}
          />
          <p className="soft small">{words.meaning(definitions, 'coverage')}</p>
        </section>
        <section className="card stack whole">
          <h3>{say('Janji yang terlewat', 'Broken promises')}</h3>
          <Breaches of={of.breaches} />
        </section>
      </div>
    </>
  );
}

/** The latest broken promises; all of them on demand, so that a phone is not scrolled for ever. */
function Breaches({ of }: { of: Numbers['breaches'] }) {
  const say = useSay();
  const [all, setAll] = useState(false);
  return (
    <>
      <BreachTable of={all ? of : of.slice(0, FIRST_BREACHES)} />
      {!all && of.length > FIRST_BREACHES && (
        <div>
          <Button variant="default" onClick={() => setAll(true)}>
            {say(`Tampilkan semua (${of.length})`, `Show all (${of.length})`)}
          </Button>
        </div>
      )}
    </>
  );
}

const sumOf = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function Waits({ of: { waits, clocks } }: { of: Numbers }) {
  const say = useSay();
  const words = useFigureWords();
  const [served] = clocks;
  if (served === undefined) {
    return null;
  }
  const { targetMinutes, times } = served;
  const name = ({ fromMinute, toMinute }: Numbers['waits'][number]) =>
    toMinute === null ? `${fromMinute}+` : `${fromMinute}–${toMinute}`;
  return (
    <Chart
      title={say('Lama menunggu', 'How long visitors waited')}
      note={say(
        `Menit jam layanan sampai dilayani; n = ${times.n} waktu terukur.`,
        `Minutes of service hours until served; n = ${times.n} measured times.`,
      )}
      columns={[say('Menit', 'Minutes'), say('Kunjungan', 'Visits')]}
      rows={waits.map((bin) => [name(bin), bin.visits])}
    >
      <Columns
        says={say(
          `Setengah pengunjung menunggu paling lama ${words.minutes(times.p50)}, sembilan dari sepuluh paling lama ${words.minutes(times.p90)}.`,
          `Half of the visitors waited at most ${words.minutes(times.p50)}, nine of ten at most ${words.minutes(times.p90)}.`,
        )}
        of={waits.map((bin) => ({
          label: bin.toMinute === null ? `${bin.fromMinute}+` : String(bin.fromMinute),
          value: bin.visits,
          beyond: bin.fromMinute >= targetMinutes,
        }))}
        marks={[
          {
            label: say(`janji ${targetMinutes} mnt`, `promise ${targetMinutes} min`),
            at: targetMinutes,
          },
          ...(times.p50 === null
            ? []
            : [{ label: `p50 ${words.minutes(times.p50)}`, at: times.p50 / 60 }]),
          ...(times.p90 === null
            ? []
            : [{ label: `p90 ${words.minutes(times.p90)}`, at: times.p90 / 60 }]),
        ]}
      />
    </Chart>
  );
}

function Days({ of: { from, to, days, visits } }: { of: Numbers }) {
  const say = useSay();
  const words = useFigureWords();
  const all = daysIn({ from, to });
  const on = new Map(days.map((day) => [day.date, day]));
  const size = all.length > MOST_DAYS ? WEEK : 1;
  const bars = Array.from({ length: Math.ceil(all.length / size) }, (_, index) => {
    const within = all.slice(index * size, (index + 1) * size);
    return {
      date: within[0] ?? from,
      value: within.reduce((sum, date) => sum + (on.get(date)?.visits ?? 0), 0),
    };
  });
  const every = Math.ceil(bars.length / 8);
  return (
    <Chart
      whole
      title={
        size === 1
          ? say('Kunjungan per hari', 'Visits by day')
          : say('Kunjungan per tujuh hari', 'Visits by seven days')
      }
      note={say(
        `${visits.checkedIn} kunjungan pada periode ini.`,
        `${visits.checkedIn} visits in this period.`,
      )}
      columns={[
        say('Tanggal', 'Date'),
        say('Kunjungan', 'Visits'),
        say('Tepat waktu (A)', 'On time (A)'),
      ]}
      rows={days.map(({ date, visits: count, onTime }) => [
        words.date(date, { weekday: 'short', day: 'numeric', month: 'short' }),
        count,
        `${words.share(onTime.share)} (${words.outOf(onTime.numerator, onTime.denominator)})`,
      ])}
    >
      <Columns
        says={say(
          `${visits.checkedIn} kunjungan pada ${days.length} hari.`,
          `${visits.checkedIn} visits on ${days.length} days.`,
        )}
        of={bars.map(({ date, value }, index) => ({
          label: index % every === 0 ? words.date(date) : '',
          value,
        }))}
      />
    </Chart>
  );
}
