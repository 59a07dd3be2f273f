import type { ReplyOf, takePersonCopy } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useTokenInAddress } from '../accounts/token-in-address.ts';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty } from '../components/states.tsx';
import { ask, saveAs } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Copy = ReplyOf<typeof takePersonCopy>;

/** A button, not an automatic call: mail scanners open links too, and the link works once. */
export function PersonCopy() {
  const say = useSay();
  const token = useTokenInAddress();
  const take = useAct<{ token: string }, Copy>((body, key) =>
    ask('/v1/privacy-requests/copies', { method: 'POST', body, key }),
  );
  return (
    <Page narrow title={say('Salinan data Anda', 'The copy of your data')}>
      {take.data ? (
        <Taken copy={take.data} />
      ) : (
        <div className="stack">
          <ProblemAlert problem={take.error} />
          {take.error?.slug === 'copy-gone' ? (
            <div>
              <ButtonLink to="/privasi">
                {say('Ke halaman Privasi', 'To the Privacy page')}
              </ButtonLink>
            </div>
          ) : (
            <>
              <p>
                {say(
                  'Salinan hanya dapat diambil satu kali. Pakailah perangkat tempat Anda ingin menyimpannya, bukan komputer bersama.',
                  'The copy can be fetched once only. Use the device on which you want to keep it, and no shared computer.',
                )}
              </p>
              <div>
                <Button size="lg" loading={take.isPending} onClick={() => take.mutate({ token })}>
                  {say('Ambil salinan', 'Fetch the copy')}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
    </Page>
  );
}

function Taken({ copy }: { copy: Copy }) {
  const say = useSay();
  const save = () =>
    saveAs(
      new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' }),
      `buku-tamu-${copy.office}-${copy.madeAt.slice(0, 10)}.json`,
    );
  if (copy.visits.length === 0) {
    return (
      <Empty title={say('Tidak ada data lagi', 'Nothing is held any more')}>
        <p>
          {say(
            'Data Anda sudah dihapus sejak permohonan itu dijawab.',
            'Your data were erased since that request was answered.',
          )}
        </p>
      </Empty>
    );
  }
  return (
    <div className="stack" role="status">
      <p className="note warn">
        {say(
          'Simpan sekarang: setelah halaman ini ditutup, salinan tidak dapat diambil lagi.',
          'Save it now: once this page is closed, the copy cannot be fetched again.',
        )}
      </p>
      <div>
        <Button size="lg" onClick={save}>
          {say('Simpan berkas (JSON)', 'Save the file (JSON)')}
        </Button>
      </div>
      <p className="soft">
        {say(
          'Berkas itu memuat semuanya, juga catatan kejadian dan titel yang dipakai. Ringkasannya:',
          'The file has everything, also the log and the titles used. In short:',
        )}
      </p>
      {copy.visits.map((visit) => (
        <VisitInCopy key={visit.checkedInAt + visit.ticketNumber} visit={visit} />
      ))}
    </div>
  );
}

/** One visit of a copy; `whole` with its log and titles, where there is no file that has them. */
export function VisitInCopy({
  visit,
  whole = false,
}: {
  visit: Copy['visits'][number];
  whole?: boolean;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const { profile } = visit;
  const facts: [string, string | null | undefined][] = [
    [say('Nama', 'Name'), visit.name],
    [say('Instansi', 'Institution'), visit.institution],
    ['E-mail', visit.email],
    [say('Telepon', 'Telephone'), visit.phone],
    [say('Tahun lahir', 'Year of birth'), profile && String(profile.birthYear)],
    [say('Pendidikan', 'Education'), profile && word('education', profile.education)],
    [
      say('Pekerjaan', 'Occupation'),
      profile && (profile.occupationText ?? word('occupation', profile.occupation)),
    ],
    [say('Keperluan', 'Purpose'), profile?.purposeText ?? word('purpose', visit.purpose)],
    [say('Layanan', 'Service'), word('service', visit.service)],
    [say('Pemberitahuan privasi', 'Privacy notice'), visit.noticeVersion],
  ];
  return (
    <section className="card stack">
      <h2>
        {format.day(visit.checkedInAt)} · {visit.ticketNumber}
      </h2>
      <dl className="facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
        {whole && (
          <>
            <dt>{say('Kartu dilihat', 'Card seen')}</dt>
            <dd>{visit.identityCheckedKind ? word('identity', visit.identityCheckedKind) : '–'}</dd>
            <dt>{say('Golongan instansi', 'Kind of institution')}</dt>
            <dd>{word('institution', visit.institutionCategory)}</dd>
            <dt>{say('Penggunaan data', 'Use of the data')}</dt>
            <dd>{word('use', visit.useOfData)}</dd>
            <dt>{say('Disabilitas', 'Disability')}</dt>
            <dd>{word('disability', visit.disability)}</dd>
            {visit.identityNumber && (
              <>
                <dt>{say('Nomor kartu', 'Number of the card')}</dt>
                <dd>…{visit.identityNumber.endsWith}</dd>
              </>
            )}
            {visit.log.map(({ type, at }) => (
              <div key={type + at} style={{ display: 'contents' }}>
                <dt>{format.dayTime(at)}</dt>
                <dd>{word('visitEntry', type)}</dd>
              </div>
            ))}
            {visit.titles.map(({ title, at }) => (
              <div key={title + at} style={{ display: 'contents' }}>
                <dt>{format.dayTime(at)}</dt>
                <dd>{title}</dd>
              </div>
            ))}
          </>
        )}
      </dl>
    </section>
  );
}
