import type { countDeadMails, ReplyOf, runMessageRetention } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

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

const useRun = (then: (run: Run) => unknown) =>
  useAct(
    (dryRun: boolean, key) =>
      ask<Run>('/v1/desk/message-retention-runs', { method: 'POST', body: { dryRun }, key }),
    then,
  );

/** Looks first, then erases: no content comes back. */
export function MailRetention() {
  const say = useSay();
  const queries = useQueryClient();
  const [last, setLast] = useState<Run>();
  const look = useRun(setLast);
  const erase = useRun((run) => {
    setLast(run);
    return queries.invalidateQueries({ queryKey: ['messages'] });
  });
  const due = last?.dryRun === true && last.contents + last.messages + last.addresses > 0;
  return (
    <section className="stack" aria-labelledby="mail-retention">
      <h2 id="mail-retention">{say('Masa simpan', 'Retention')}</h2>
      <p className="soft">
        {say(
          'Isi e-mail yang terkirim tidak disimpan. Isi yang gagal atau ditahan, baris catatan ini, dan alamat yang sudah dicabut dihapus sendiri begitu masa simpannya lewat.',
          'Of mails that were sent no content is kept. Content of those that failed or were kept back, the lines of this log and lifted addresses are erased by themselves once their time is over.',
        )}
      </p>
      <ProblemAlert problem={look.error ?? erase.error} />
      <div className="row">
        <Button variant="default" loading={look.isPending} onClick={() => look.mutate(true)}>
          {say('Uji coba: hitung dahulu', 'Dry run: count first')}
        </Button>
        {due && (
          <Button loading={erase.isPending} onClick={() => erase.mutate(false)}>
            {say('Hapus sekarang', 'Erase now')}
          </Button>
        )}
      </div>
      <div role="status">
        {last && (
          <p>
            {last.dryRun ? say('Akan dihapus', 'Would be erased') : say('Dihapus', 'Erased')}:{' '}
            {say(
              `isi ${last.contents} e-mail, ${last.messages} baris catatan, ${last.addresses} alamat.`,
              `content of ${last.contents} mails, ${last.messages} lines of the log, ${last.addresses} addresses.`,
            )}
          </p>
        )}
      </div>
    </section>
  );
}
