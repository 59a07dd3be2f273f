import type { readSatisfactionReport, ReplyOf } from '@pst/contracts';
import { gradeWords, questionnaire } from '@pst/contracts/browser';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCodeWords } from '../components/code-words.ts';
import { ReportActions } from '../components/report-actions.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { NumberTable } from '../figures/chart.tsx';
import { useFigureWords } from '../figures/figure-words.ts';
import { dayOf } from '../figures/period.ts';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useFormat, useSay } from '../language/language.ts';
import { FollowUpPlan } from './follow-up-plan.tsx';
import { NationalItems } from './national-items.tsx';

type Report = ReplyOf<typeof readSatisfactionReport>;

/** The report on the satisfaction survey, as the regulation asks for one, to be printed and signed. */
export function SatisfactionReport() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Laporan survei kepuasan masyarakat', 'Report on the satisfaction survey')}
      roles={['head', 'analyst', 'admin']}
    >
      {(me) => <Sheet writes={me.roles.some((role) => role === 'head' || role === 'admin')} />}
    </DeskPage>
  );
}

function Sheet({ writes }: { writes: boolean }) {
  const say = useSay();
  const navigate = useNavigate({ from: '/meja/laporan/kepuasan' });
  const { dari, sampai } = useSearch({ from: '/framed/meja/laporan/kepuasan' });
  const today = dayOf(useNow());
  const period = { from: dari ?? `${today.slice(0, 4)}-01-01`, to: sampai ?? today };
  const address = `/v1/desk/satisfaction${query({ ...period })}`;
  const choose = (chosen: Partial<typeof period>) => {
    const { from, to } = { ...period, ...chosen };
    void navigate({ search: { dari: from, sampai: to }, replace: true });
  };
  const report = useQuery<Report, Problem>({
    queryKey: ['satisfaction-report', period],
    queryFn: () => ask(address),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="stack">
      <div className="row no-print period" style={{ alignItems: 'end' }}>
        <label style={{ flex: '1 1 10rem' }}>
          {say('Dari', 'From')}
          <input
            type="date"
            value={period.from}
            max={period.to}
            onChange={({ target }) => target.value && choose({ from: target.value })}
          />
        </label>
        <label style={{ flex: '1 1 10rem' }}>
          {say('Sampai', 'To')}
          <input
            type="date"
            value={period.to}
            min={period.from}
            onChange={({ target }) => target.value && choose({ to: target.value })}
          />
        </label>
        <ReportActions address={address} fileName={`kepuasan-${period.from}-${period.to}`} />
      </div>
      <Shown
        of={report}
        lines={10}
        empty={({ responses }) =>
          responses === 0 && (
            <Empty title={say('Belum ada kuesioner yang terisi', 'No questionnaires yet')}>
              <p>
                {say(
                  'Indeks dihitung dari kuesioner sembilan unsur pada periode ini.',
                  'The index is counted from questionnaires of nine elements in this period.',
                )}
              </p>
            </Empty>
          )
        }
      >
        {(found) => <Body of={found} writes={writes} />}
      </Shown>
      <NationalItems period={period} />
    </div>
  );
}

function Body({ of, writes }: { of: Report; writes: boolean }) {
  const say = useSay();
  const format = useFormat();
  const words = useFigureWords();
  const { word } = useCodeWords();
  const exact = (value: number | null) => (value === null ? '–' : format.hundredths(value));
  const whole = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const nameOf = (element: Report['elements'][number]['element']) =>
    say(...questionnaire[element].name);
  const attributes = {
    sex: say('Jenis kelamin', 'Sex'),
    ageBand: say('Umur', 'Age'),
    education: say('Pendidikan', 'Education'),
    occupation: say('Pekerjaan', 'Occupation'),
  };
  return (
    <article className="sheet">
      <section className="stack" style={{ gap: '0.6rem' }}>
        <h2>{of.office.name}</h2>
        <dl className="facts">
          <dt>{say('Unit layanan', 'Service unit')}</dt>
          <dd>
            {of.office.unit}, {say('kantor', 'office')} {of.office.code}
          </dd>
          <dt>{say('Periode survei', 'Period')}</dt>
          <dd>
            {words.date(of.from, whole)} – {words.date(of.to, whole)}
          </dd>
          <dt>{say('Responden', 'Respondents')}</dt>
          <dd>
            {words.outOf(of.responses, of.required)}{' '}
            {say(
              `yang diperlukan untuk ${of.population} pengguna setahun (Krejcie dan Morgan)`,
              `needed for ${of.population} users a year (Krejcie and Morgan)`,
            )}
          </dd>
          <dt>{say('Nilai IKM', 'Index (IKM)')}</dt>
          <dd>
            <strong className="num">{exact(of.ikm)}</strong>
          </dd>
          <dt>{say('Mutu pelayanan', 'Class')}</dt>
          <dd>{of.grade && `${of.grade} (${say(...gradeWords[of.grade])})`}</dd>
        </dl>
      </section>
      <section>
        <NumberTable
          captionShown
          caption={say('1. Nilai per unsur', '1. Values by element')}
          columns={[
            say('Unsur', 'Element'),
            say('Jumlah nilai', 'Sum'),
            say('n', 'n'),
            say('Nilai rata-rata (NRR)', 'Mean (NRR)'),
            say('NRR tertimbang', 'Weighted mean'),
            say('Nilai 25–100', 'Value 25–100'),
          ]}
          rows={of.elements.map(({ element, sum, responses, mean, weighted, value }) => [
            nameOf(element),
            sum,
            responses,
            exact(mean),
            weighted === null ? '–' : format.number(weighted, 3),
            exact(value),
          ])}
        />
        <p className="soft small">
          {say(
            'Bobot setiap unsur tepat 1/9; IKM dihitung dalam pecahan dan dibulatkan dua desimal sebelum digolongkan.',
            'Each element weighs exactly 1/9; the index is counted in fractions and rounded to two decimals before it is classified.',
          )}{' '}
          {say(
            `Untuk mencocokkan dengan laporan lama berbobot ${of.reconciliation.weight.replace('.', ',')}: ${exact(of.reconciliation.ikm)}.`,
            `To compare with older reports of weight ${of.reconciliation.weight}: ${exact(of.reconciliation.ikm)}.`,
          )}
        </p>
      </section>
      <section>
        <NumberTable
          captionShown
          caption={say('2. Per triwulan', '2. By quarter')}
          columns={[say('Triwulan', 'Quarter'), 'n', 'IKM', say('Mutu', 'Class')]}
          rows={of.quarters.map(({ quarter, responses, ikm, grade }) => [
            quarter,
            responses,
            exact(ikm),
            grade ?? '–',
          ])}
        />
      </section>
      <section>
        <NumberTable
          captionShown
          caption={say('3. Karakteristik responden', '3. Respondents')}
          columns={[say('Karakteristik', 'Attribute'), say('Responden', 'Respondents')]}
          rows={of.respondents.map(({ attribute, code, responses }) => [
            `${attributes[attribute]}: ${code === null ? say('tidak diisi', 'left open') : word(attribute, code)}`,
            responses ?? say(`kurang dari ${of.smallestCount}`, `fewer than ${of.smallestCount}`),
          ])}
        />
      </section>
      <section className="stack" style={{ gap: '0.6rem' }}>
        <h3>{say('4. Unsur yang perlu ditindaklanjuti', '4. Elements to follow up')}</h3>
        <ol>
          {of.lowest.map((element) => (
            <li key={element}>{nameOf(element)}</li>
          ))}
        </ol>
        {of.lowest[0] && <FollowUpPlan lowest={of.lowest[0]} writes={writes} />}
      </section>
      <section className="sign print-only">
        <p>{say('Mengetahui, Kepala', 'Acknowledged by the head of office')}</p>
        <p style={{ marginTop: '18mm' }}>________________________________</p>
      </section>
    </article>
  );
}
