import type { readServiceLevels, ReplyOf } from '@pst/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCodeWords } from '../components/code-words.ts';
import { Page } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { NumberTable } from './chart.tsx';
import { useFigureWords } from './figure-words.ts';
import { MonthChoice, useMonth } from './month-choice.tsx';
import { ShareOf } from './share-of.tsx';

type Published = ReplyOf<typeof readServiceLevels>;

/** How the office kept its promises, for everybody; numbers that would speak of persons are not there. */
export function PublicFigures() {
  const say = useSay();
  const navigate = useNavigate({ from: '/kinerja' });
  const month = useMonth(useSearch({ from: '/framed/kinerja' }).bulan);
  const published = useQuery<Published, Problem>({
    queryKey: ['service-levels', month],
    queryFn: () => ask(`/v1/service-levels?month=${month}`),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={say('Kinerja layanan', 'How we keep our promises')}
      lead={say(
        'Seberapa sering janji pada standar layanan kami tepati, dihitung dari setiap kunjungan.',
        'How often we keep the promises of our service standard, counted from every visit.',
      )}
      aside={
        <MonthChoice
          of={month}
          choose={(bulan) => void navigate({ search: { bulan }, replace: true })}
        />
      }
    >
      <Shown of={published} lines={8}>
        {(found) => <Figures of={found} />}
      </Shown>
    </Page>
  );
}

function Figures({ of }: { of: Published }) {
  const say = useSay();
  const words = useFigureWords();
  const { word } = useCodeWords();
  const hidden = say(`kurang dari ${of.smallestCount}`, `fewer than ${of.smallestCount}`);
  const count = (visits: number | null) =>
    visits === null ? say('tidak ditampilkan', 'not shown') : visits;
  if (of.visits === 0) {
    return (
      <Empty title={say('Belum ada kunjungan pada bulan ini', 'No visits in this month yet')}>
        <Link to="/standar-layanan">
          {say('Lihat standar layanan', 'See the service standard')}
        </Link>
      </Empty>
    );
  }
  return (
    <div className="stack-lg">
      {!of.complete && (
        <div className="note">
          <strong>{say('Angka sementara', 'Provisional figures')}</strong>
          <span>
            {say(
              `${words.month(of.month)} belum selesai; angka masih bertambah.`,
              `${words.month(of.month)} is not over; the figures still grow.`,
            )}
          </span>
        </div>
      )}
      <div className="figures three">
        {of.clocks
          .filter(({ onTime }) => onTime.denominator !== 0)
          .map(({ clock, targetMinutes, onTime, times }) => (
            <section key={clock} className="card promise">
              <h2 style={{ fontSize: '1.25rem' }}>{words.clockName(clock)}</h2>
              <p className="soft small">
                {say(
                  `Janji: paling lama ${targetMinutes} menit`,
                  `Promise: at most ${targetMinutes} minutes`,
                )}
              </p>
              <ShareOf published={onTime} hidden={hidden} />
              {times.n !== null && (
                <p className="small">
                  {say('Setengah pengunjung paling lama', 'Half of the visitors at most')}{' '}
                  {words.minutes(times.p50)}, {say('sembilan dari sepuluh', 'nine of ten')}{' '}
                  {words.minutes(times.p90)} <span className="soft">(n = {times.n})</span>
                </p>
              )}
              <details className="fold">
                <summary>{say('Cara menghitung', 'How it is counted')}</summary>
                {[clock, 'on-time', 'apart', 'percentiles'].map((term) => (
                  <p key={term}>{words.meaning(of.definitions, term)}</p>
                ))}
              </details>
            </section>
          ))}
      </div>
      <div className="figures">
        <section className="card stack">
          <h2 style={{ fontSize: '1.25rem' }}>{say('Kunjungan', 'Visits')}</h2>
          <p>
            {words.month(of.month)}: <strong>{of.visits ?? hidden}</strong>{' '}
            {say('kunjungan', 'visits')}.
          </p>
          <NumberTable
            caption={say('Bagaimana kunjungan berakhir', 'How visits ended')}
            captionShown
            columns={[say('Akhir', 'End'), say('Kunjungan', 'Visits')]}
            rows={of.endings.map(({ code, visits }) => [words.ending(code), count(visits)])}
          />
        </section>
        <section className="card stack">
          <NumberTable
            caption={say('Menurut layanan', 'By service')}
            captionShown
            columns={[say('Layanan', 'Service'), say('Kunjungan', 'Visits')]}
            rows={of.byService.map(({ code, visits }) => [word('service', code), count(visits)])}
          />
          <NumberTable
            caption={say('Menurut keperluan', 'By purpose')}
            captionShown
            columns={[say('Keperluan', 'Purpose'), say('Kunjungan', 'Visits')]}
            rows={of.byPurpose.map(({ code, visits }) => [word('purpose', code), count(visits)])}
          />
        </section>
      </div>
      <section className="stack" style={{ gap: '0.6rem' }}>
        <h2>{say('Cakupan dan perlindungan', 'Coverage and protection')}</h2>
        <ShareOf
          published={of.coverage}
          hidden={hidden}
          ofWhat={say('waktu terukur', 'measured')}
        />
        {['coverage', 'cancelled', 'small-counts'].map((term) => (
          <p key={term} className="small">
            {words.meaning(of.definitions, term)}
          </p>
        ))}
        <p className="soft small">
          {say('Standar pelayanan', 'Service standard')} {of.standard}.{' '}
          <Link to="/standar-layanan">
            {say('Baca standar layanan', 'Read the service standard')}
          </Link>
        </p>
      </section>
    </div>
  );
}
