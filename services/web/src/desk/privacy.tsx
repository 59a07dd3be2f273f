import type { readAudit, ReplyOf, runRetention } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { PrivacyAtDesk } from './privacy-at-desk.tsx';
import { PrivacyRequests } from './privacy-requests.tsx';
import { RetentionRun } from './retention-run.tsx';

type Run = ReplyOf<typeof runRetention>;
type Audit = ReplyOf<typeof readAudit>;

/** What persons ask for, how long they are kept, and who did what with their data. */
export function Privacy() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Data pribadi tamu', 'Personal data of visitors')}
      roles={['officer', 'admin']}
    >
      {(me) => (
        <div className="stack-lg">
          {me.roles.includes('admin') && <PrivacyRequests />}
          <PrivacyAtDesk />
          {me.roles.includes('admin') && (
            <div className="split">
              <Retention />
              <AuditLog />
            </div>
          )}
        </div>
      )}
    </DeskPage>
  );
}

/** How long visits keep the person. */
function Retention() {
  const say = useSay();
  const queries = useQueryClient();
  return (
    <section className="stack">
      <h2>{say('Masa simpan', 'Retention')}</h2>
      <p className="soft">
        {say(
          'Nama, instansi, kontak, dan jawaban pribadi dihapus sendiri setiap jam begitu masa simpannya lewat. Kode dan waktu tetap ada, sehingga angka kinerja tidak berubah.',
          'Name, institution, contact and personal answers are erased by themselves, every hour, once their time is over. Codes and times stay, so no figure changes.',
        )}
      </p>
      <RetentionRun<Run>
        path="/v1/desk/retention-runs"
        found={({ visits }) => visits}
        label={(visits) =>
          say(`Hapus data ${visits} kunjungan`, `Erase the person of ${visits} visits`)
        }
        erased={() => queries.invalidateQueries({ queryKey: ['audit'] })}
      >
        {(run) => <Counted run={run} />}
      </RetentionRun>
    </section>
  );
}

function Counted({ run: { dryRun, before, visits, oldestAt } }: { run: Run }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className="card stack" style={{ gap: '0.4rem' }}>
      <strong>
        {dryRun
          ? say(`${visits} kunjungan lewat masa simpan`, `${visits} visits past their time`)
          : say(
              `Data ${visits} kunjungan sudah dihapus`,
              `The person of ${visits} visits is erased`,
            )}
      </strong>
      <span className="soft small">
        {say('Batas: sebelum', 'Limit: before')} {format.day(before)}
        {oldestAt !== null && (
          <>
            {' · '}
            {say('tertua', 'oldest')} {format.day(oldestAt)}
          </>
        )}
      </span>
      {dryRun && visits === 0 && (
        <span>{say('Tidak ada yang perlu dihapus.', 'There is nothing to erase.')}</span>
      )}
    </div>
  );
}

function AuditLog() {
  const say = useSay();
  const log = useInfiniteQuery<Audit, Problem>({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        `/v1/desk/audit${query({ limit: 25, cursor: typeof pageParam === 'string' ? pageParam : undefined })}`,
        { signal },
      ),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  return (
    <section className="stack">
      <h2>{say('Jejak audit', 'Audit log')}</h2>
      {log.isPending ? (
        <Loading />
      ) : log.data === undefined ? (
        <Failed problem={log.error} again={() => void log.refetch()} />
      ) : (
        <>
          <Lines pages={log.data.pages} />
          {log.hasNextPage && (
            <div>
              <Button
                variant="default"
                loading={log.isFetchingNextPage}
                onClick={() => void log.fetchNextPage()}
              >
                {say('Lebih lama', 'Older')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Lines({ pages }: { pages: readonly Audit[] }) {
  const say = useSay();
  const format = useFormat();
  const words = useActionWords();
  const lines = pages.flatMap(({ items }) => items);
  const intact = pages.every((page) => page.intact);
  return (
    <>
      {!intact && (
        <p className="note bad" role="alert">
          {say(
            'Jejak ini tidak utuh: ada baris yang diubah, dihapus, atau disisipkan di luar aplikasi. Laporkan kepada kepala kantor.',
            'This log is not whole: a line was changed, removed or put in outside of the application. Tell the head of the office.',
          )}
        </p>
      )}
      {lines.length === 0 ? (
        <Empty title={say('Belum ada catatan', 'Nothing is written yet')} />
      ) : (
        <>
          {intact && (
            <p className="soft small">
              {say('Utuh: tidak ada baris yang diubah.', 'Whole: no line was changed.')}
            </p>
          )}
          <ul className="results">
            {lines.map(({ seq, at, action, actorId, reason }) => (
              <li key={seq}>
                <strong>{words[action]}</strong>
                <span className="soft small" style={{ display: 'block' }}>
                  {format.dayTime(at)} ·{' '}
                  {actorId === null
                    ? say('oleh sistem', 'by the system')
                    : `${say('akun', 'account')} …${actorId.slice(-6)}`}
                  {reason !== null && ` · ${reason}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function useActionWords(): Record<Audit['items'][number]['action'], string> {
  const say = useSay();
  return {
    'identity-number-recorded': say('Nomor identitas dicatat', 'Identity number recorded'),
    'identity-number-revealed': say('Nomor identitas diperlihatkan', 'Identity number revealed'),
    'identity-number-erased': say('Nomor identitas dihapus', 'Identity number erased'),
    'retention-run': say('Masa simpan dijalankan', 'Retention run'),
    'privacy-request-filed': say(
      'Permohonan diajukan di meja',
      'Privacy request filed at the desk',
    ),
    'privacy-request-granted': say('Permohonan dikabulkan', 'Privacy request granted'),
    'privacy-request-refused': say('Permohonan ditolak', 'Privacy request refused'),
    'privacy-request-read': say('Permohonan dibaca', 'Privacy request read'),
    'copy-handed-out': say('Salinan data diambil', 'Copy of the data handed out'),
  };
}
