import type { readSatisfaction, ReplyOf } from '@pst/contracts';
import { gradeWords, questionnaire } from '@pst/contracts/browser';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Bars } from '../components/bars.tsx';
import { Page } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { useFigureWords } from '../figures/figure-words.ts';
import { useYear, YearChoice } from '../figures/year-choice.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { Embedding } from './embedding.tsx';
import { FollowUpList } from './follow-up-list.tsx';
import { PublishedComments } from './published-comments.tsx';
import '../figures/figures.css';

type Satisfaction = ReplyOf<typeof readSatisfaction>;

/** The satisfaction index for everybody, as far as answers so few may be published. */
export function PublicSatisfaction() {
  const say = useSay();
  const navigate = useNavigate({ from: '/kepuasan' });
  const year = useYear(useSearch({ from: '/framed/kepuasan' }).tahun);
  const found = useQuery<Satisfaction, Problem>({
    queryKey: ['satisfaction', year],
    queryFn: () => ask(`/v1/satisfaction?from=${year}-01-01&to=${year}-12-31`),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={say('Kepuasan masyarakat', 'Public satisfaction')}
      lead={say(
        'Nilai yang diberikan pengguna layanan kami, dihitung menurut peraturan survei kepuasan masyarakat.',
        'What the users of our service give it, counted as the regulation on satisfaction surveys says.',
      )}
      aside={
        <YearChoice
          of={year}
          choose={(tahun) => void navigate({ search: { tahun }, replace: true })}
        />
      }
    >
      <Shown of={found} lines={8}>
        {(satisfaction) => (
          <div className="stack-lg" aria-busy={found.isPlaceholderData}>
            <Figures of={satisfaction} />
            <FollowUpList />
            <PublishedComments />
            <Embedding />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function Figures({ of }: { of: Satisfaction }) {
  const say = useSay();
  const format = useFormat();
  const words = useFigureWords();
  const whole = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const period = `${words.date(of.from, whole)} – ${words.date(of.to, whole)}`;
  if (of.ikm === null || of.grade === null) {
    return (
      <Empty
        title={say('Belum cukup jawaban untuk diumumkan', 'Not enough answers to publish yet')}
      >
        <p>
          {period}.{' '}
          {say(
            `Indeks tampil mulai dari ${of.smallestCount} jawaban, supaya jawaban seseorang tidak terbaca darinya.`,
            `The index appears from ${of.smallestCount} answers on, so that nobody's answers can be read from it.`,
          )}
        </p>
      </Empty>
    );
  }
  return (
    <>
      <div className="figures">
        <section className="card promise">
          <h2 style={{ fontSize: '1.25rem' }}>
            {say('Indeks Kepuasan Masyarakat (IKM)', 'Satisfaction index (IKM)')}
          </h2>
          <p className="row" style={{ alignItems: 'baseline' }}>
            <span className="promise-share">{format.hundredths(of.ikm)}</span>
            <span>
              {say('mutu', 'class')} <strong>{of.grade}</strong>, {say(...gradeWords[of.grade])}
            </span>
          </p>
          <dl className="facts">
            <dt>{say('Periode', 'Period')}</dt>
            <dd>{period}</dd>
            <dt>{say('Responden', 'Respondents')}</dt>
            <dd>
              {words.outOf(of.responses, of.required)}{' '}
              {say('yang diperlukan setahun', 'needed in a year')}
            </dd>
          </dl>
          <HowItIsCounted of={of} />
        </section>
        <section className="card stack">
          <h2 style={{ fontSize: '1.25rem' }}>{say('Per triwulan', 'By quarter')}</h2>
          <Bars
            scale={{ from: 25, to: 100 }}
            of={of.quarters.map(({ quarter, ikm, grade, responses }) => ({
              label: say(
                `Triwulan ${quarter.slice(-1)} ${quarter.slice(0, 4)}`,
                `Quarter ${quarter.slice(-1)} of ${quarter.slice(0, 4)}`,
              ),
              value: ikm,
              note: `${say('mutu', 'class')} ${grade}, n = ${responses}`,
            }))}
          />
          <p className="soft small">
            {say('Skala indeks 25 sampai 100.', 'The index goes from 25 to 100.')}
          </p>
        </section>
        <section className="card stack">
          <h2 style={{ fontSize: '1.25rem' }}>
            {say('Per unsur layanan', 'By element of the service')}
          </h2>
          <Bars
            scale={{ from: 1, to: 4 }}
            of={of.elements.map(({ element, mean }) => ({
              label: say(...questionnaire[element].name),
              value: mean,
            }))}
          />
          <p className="soft small">
            {say(
              `Nilai rata-rata 1 sampai 4; n = ${of.responses} untuk setiap unsur.`,
              `Mean from 1 to 4; n = ${of.responses} for each element.`,
            )}
          </p>
        </section>
        {of.ratings.mean !== null && (
          <section className="card stack">
            <h2 style={{ fontSize: '1.25rem' }}>{say('Penilaian 1 sampai 5', 'Ratings 1 to 5')}</h2>
            <p>
              <strong>{format.hundredths(of.ratings.mean)}</strong> {say('rata-rata', 'on average')}
              , n = {of.ratings.count}
            </p>
            <Bars
              of={of.ratings.distribution
                .map(({ rating, count }) => ({
                  label: String(rating),
                  value: count,
                }))
                .toReversed()}
            />
            {of.ratings.distribution.some(({ count }) => count === null) && (
              <p className="soft small">
                {say(
                  `Tanda – : kurang dari ${of.smallestCount}, atau membuka yang kurang dari itu.`,
                  `A – stands for fewer than ${of.smallestCount}, or what would give those away.`,
                )}
              </p>
            )}
          </section>
        )}
      </div>
    </>
  );
}

function HowItIsCounted({ of }: { of: Satisfaction }) {
  const say = useSay();
  const format = useFormat();
  const { A, B, C } = of.gradesFrom;
  return (
    <details className="fold">
      <summary>{say('Cara menghitung', 'How it is counted')}</summary>
      <p>
        {say(
          'IKM adalah rata-rata sembilan unsur (masing-masing 1 sampai 4, bobot 1/9) dikali 25, dibulatkan dua desimal sebelum digolongkan.',
          'The IKM is the mean of nine elements (1 to 4 each, weight 1/9) times 25, rounded to two decimals before it is classified.',
        )}
      </p>
      <p>
        {say('Mutu A mulai', 'Class A from')} {format.hundredths(A)}, B {format.hundredths(B)}, C{' '}
        {format.hundredths(C)}; {say('di bawahnya D.', 'below is D.')}
      </p>
      <p>
        {say(
          `Jumlah responden yang diperlukan menurut Krejcie dan Morgan untuk ${of.population} pengguna layanan setahun.`,
          `Respondents needed by Krejcie and Morgan for ${of.population} users of the service a year.`,
        )}
      </p>
      <p>
        {say(
          `Jawaban triwulan berjalan diumumkan setiap ${of.smallestCount} jawaban, supaya jawaban seseorang tidak terbaca dari selisihnya.`,
          `Answers of the running quarter are published ${of.smallestCount} at a time, so that nobody's can be told from the difference.`,
        )}
      </p>
      <p>
        <Link to="/standar-layanan">
          {say('Baca standar layanan', 'Read the service standard')}
        </Link>
      </p>
    </details>
  );
}
