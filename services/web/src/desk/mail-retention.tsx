import type { countDeadMails, ReplyOf, runMessageRetention } from '@pst/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { RetentionRun } from './retention-run.tsx';

type Run = ReplyOf<typeof runMessageRetention>;

/** Orders that no log shows, because they could not be read. */
export function DeadMails() {
  const say = useSay();
  const dead = useQuery<ReplyOf<typeof countDeadMails>, Problem>({
    queryKey: ['dead-mails'],
    queryFn: () => ask('/v1/desk/dead-mails'),
    refetchInterval: 60_000,
  });
  const orders = dead.data?.orders ?? 0;
  if (dead.error) {
    return <ProblemAlert problem={dead.error} />;
  }
  return orders === 0 ? null : (
    <p className="note warn" role="status">
      {say(
        `${orders} pesanan e-mail tidak dapat dibaca dan belum dikirim. Setelah sebabnya diperbaiki, pengelola sistem mengantarkannya lagi dengan`,
        `${orders} orders for mails could not be read and were not sent. Once the cause is repaired, the operator delivers them again with`,
      )}{' '}
      <code>npm run ops -- redrive notifications</code>
    </p>
  );
}

/** How long the log keeps what was sent. */
export function MailRetention() {
  const say = useSay();
  const queries = useQueryClient();
  return (
    <section className="stack" aria-labelledby="mail-retention">
      <h2 id="mail-retention">{say('Masa simpan', 'Retention')}</h2>
      <p className="soft">
        {say(
          'Isi e-mail yang terkirim tidak disimpan. Isi yang gagal atau ditahan, baris catatan ini, dan alamat yang sudah dicabut dihapus sendiri begitu masa simpannya lewat.',
          'Of mails that were sent no content is kept. Content of those that failed or were kept back, the lines of this log and lifted addresses are erased by themselves once their time is over.',
        )}
      </p>
      <RetentionRun<Run>
        path="/v1/desk/message-retention-runs"
        found={(run) => run.contents + run.messages + run.addresses}
        erased={() => queries.invalidateQueries({ queryKey: ['messages'] })}
      >
        {(run) => (
          <p>
            {run.dryRun ? say('Akan dihapus', 'Would be erased') : say('Dihapus', 'Erased')}:{' '}
            {say(
              `isi ${run.contents} e-mail, ${run.messages} baris catatan, ${run.addresses} alamat.`,
              `content of ${run.contents} mails, ${run.messages} lines of the log, ${run.addresses} addresses.`,
            )}
          </p>
        )}
      </RetentionRun>
    </section>
  );
}
