import type { readComplaintFigures, ReplyOf } from '@pst/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Bars } from '../components/bars.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { Page } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { Chart } from '../figures/chart.tsx';
import { useFigureWords } from '../figures/figure-words.ts';
import { ShareOf } from '../figures/share-of.tsx';
import { useYear, YearChoice } from '../figures/year-choice.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import '../figures/figures.css';

type Figures = ReplyOf<typeof readComplaintFigures>;
type Groups = Figures['byKind'];

/** What was reported to the office and how it answered, for everybody. */
export function ComplaintStatistics() {
  const say = useSay();
  const navigate = useNavigate({ from: '/pengaduan/statistik' });
  const year = useYear(useSearch({ from: '/framed/pengaduan/statistik' }).tahun);
  const found = useQuery<Figures, Problem>({
    queryKey: ['complaint-figures', year],
    queryFn: () => ask(`/v1/complaint-figures?year=${year}`),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={say('Statistik pengaduan', 'Complaints in figures')}
      lead={say(
        'Berapa laporan yang kami terima, dan seberapa sering kami menjawab tepat waktu.',
        'How many reports we received, and how often we answered in time.',
      )}
      aside={
        <YearChoice
          of={year}
          choose={(tahun) => void navigate({ search: { tahun }, replace: true })}
        />
      }
    >
      <Shown
        of={found}
        lines={8}
        empty={({ received, smallestCount }) =>
          received === 0 && (
            <Empty
              title={say(
                'Belum cukup laporan untuk diumumkan',
                'Not enough reports to publish yet',
              )}
            >
              <p>
                {say(
                  `Angka tampil mulai dari ${smallestCount} laporan sebulan, supaya laporan seseorang tidak terbaca darinya.`,
                  `Figures appear from ${smallestCount} reports a month on, so that nobody's report can be read from them.`,
                )}
              </p>
            </Empty>
          )
        }
      >
        {(figures) => <InFigures of={figures} />}
      </Shown>
      <p style={{ marginBlockStart: '1.5rem' }}>
        <Link to="/pengaduan">{say('Sampaikan pengaduan', 'Make a complaint')}</Link> ·{' '}
        <Link to="/pengaduan/lacak">{say('Lacak pengaduan', 'Track a complaint')}</Link>
      </p>
    </Page>
  );
}

function InFigures({ of }: { of: Figures }) {
  const say = useSay();
  const format = useFormat();
  const words = useFigureWords();
  const { word } = useCodeWords();
  return (
    <div className="stack-lg">
      <div className="figures">
        <section className="card promise">
          <h2 style={{ fontSize: '1.25rem' }}>{say('Laporan diterima', 'Reports received')}</h2>
          <p className="promise-share">{format.number(of.received)}</p>
          {of.ratings.count !== null && of.ratings.mean !== null && (
            <p className="small">
              {say('Penilaian pelapor', 'Rated by reporters')}: {format.hundredths(of.ratings.mean)}{' '}
              {say('dari 5', 'of 5')} <span className="soft">(n = {of.ratings.count})</span>
            </p>
          )}
        </section>
        {of.promises.map(({ deadline, onTime }) => (
          <section key={deadline} className="card promise">
            <h2 style={{ fontSize: '1.25rem' }}>{word('complaintDeadline', deadline)}</h2>
            {onTime.denominator === 0 ? (
              <p className="soft">{say('Belum ada yang jatuh tempo', 'None is due yet')}</p>
            ) : (
              <ShareOf
                published={onTime}
                hidden={say(`kurang dari ${of.smallestCount}`, `fewer than ${of.smallestCount}`)}
                unit={say('laporan', 'reports')}
              />
            )}
          </section>
        ))}
      </div>
      <div className="figures">
        <Grouped
          title={say('Per bulan', 'By month')}
          groups={of.byMonth}
          name={(month) => words.month(month)}
        />
        <Grouped
          title={say('Per jenis', 'By kind')}
          groups={of.byKind}
          name={(kind) => word('complaintKind', kind)}
        />
        <Grouped
          title={say('Per saluran', 'By channel')}
          groups={of.byChannel}
          name={(channel) => word('complaintChannel', channel)}
        />
      </div>
      <p className="soft small">
        {say(
          `Tepat waktu dihitung dari laporan yang sudah diselesaikan atau sudah lewat batas waktunya; laporan yang dibuka kembali, dari janji terbarunya. Bulan berjalan bertambah setiap ${of.smallestCount} laporan. Tanda – : kurang dari ${of.smallestCount}, atau membuka yang kurang dari itu.`,
          `On time is counted among reports that were resolved or whose date has passed; of one that was opened again, by its newest date. The running month grows by ${of.smallestCount} reports at a time. A – stands for fewer than ${of.smallestCount}, or what would give those away.`,
        )}
      </p>
    </div>
  );
}

function Grouped({
  title,
  groups,
  name,
}: {
  title: string;
  groups: Groups;
  name: (code: string) => string;
}) {
  const say = useSay();
  const words = useFigureWords();
  const share = ({ share: exact, atLeast, atMost }: Groups[number]['onTime']) =>
    atLeast !== null
      ? `≥ ${words.share(atLeast)}`
      : atMost !== null
        ? `≤ ${words.share(atMost)}`
        : words.share(exact);
  return (
    <Chart
      title={title}
      columns={[
        title,
        say('Diterima', 'Received'),
        say('Jatuh tempo', 'Due'),
        say('Tepat waktu', 'On time'),
        say('Bagian', 'Share'),
      ]}
      rows={groups.map(({ code, received, onTime }) => [
        name(code),
        received ?? '–',
        onTime.denominator ?? '–',
        onTime.numerator ?? '–',
        share(onTime),
      ])}
    >
      <Bars of={groups.map(({ code, received }) => ({ label: name(code), value: received }))} />
    </Chart>
  );
}
