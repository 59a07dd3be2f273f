import type { DeskVisit } from '@pst/contracts';
import { Button, Modal } from '@mantine/core';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useSay } from '../language/language.ts';
import type { Desk } from './use-desk.ts';
import { BackToTheShelf, useOnTables } from './visit-titles.tsx';

const ENDED: readonly DeskVisit['state'][] = [
  'completed',
  'no-show',
  'left',
  'cancelled',
  'closed-end-of-day',
];
/** Service was given: the officer says so, the end of the day never does. */
const SERVED: readonly DeskVisit['state'][] = ['serving', 'on-hold', 'at-workstation'];

/** What a closing counter would leave behind; the last one of the day leaves everything. */
export function useLeftBehind(desk: Desk): { visits: DeskVisit[]; hardcopies: number } {
  const onTables = useOnTables();
  const { myCounter, counter } = desk;
  const last = !desk.counters.data?.items.some(
    ({ id, state }) => id !== myCounter?.id && state !== 'closed',
  );
  return {
    visits: (desk.visits.data?.items ?? []).filter(
      (visit) => !ENDED.includes(visit.state) && (last || visit.counter === counter),
    ),
    hardcopies: last ? (onTables.data?.items.length ?? 0) : 0,
  };
}

/** Before a counter closes: who has not left yet and what is not back on its shelf, one key each. */
export function Closing({
  desk,
  opened,
  close,
  cancel,
}: {
  desk: Desk;
  opened: boolean;
  close: () => void;
  cancel: () => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  const { visits, hardcopies } = useLeftBehind(desk);
  const left = visits.length + hardcopies;
  return (
    <Modal
      opened={opened}
      onClose={cancel}
      size="lg"
      title={say('Sebelum menutup loket', 'Before the counter closes')}
      closeButtonProps={{ 'aria-label': say('Batal', 'Cancel') }}
    >
      <div className="stack">
        <ProblemAlert problem={desk.problem} />
        <section className="stack" aria-label={say('Belum selesai', 'Not finished')}>
          <h2>{say('Belum selesai', 'Not finished')}</h2>
          {visits.length === 0 && (
            <p className="soft">
              {say('Semua kunjungan sudah selesai.', 'Every visit has ended.')}
            </p>
          )}
          <ul className="plain-list">
            {visits.map(({ id, ticketNumber, name, state }) => {
              const served = SERVED.includes(state);
              const label = served
                ? say('Selesai', 'Complete')
                : say('Tamu pulang', 'Visitor left');
              return (
                <li key={id} className="row between">
                  <span>
                    <b>{ticketNumber}</b> · {name}
                    <span className="soft small" style={{ display: 'block' }}>
                      {word('visit', state)}
                    </span>
                  </span>
                  <Button
                    variant="default"
                    disabled={desk.busy}
                    aria-label={`${label}: ${ticketNumber}`}
                    onClick={() =>
                      desk.move.mutate({ visitId: id, action: served ? 'complete' : 'leave' })
                    }
                  >
                    {label}
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
        <BackToTheShelf />
        {left > 0 && (
          <div className="note warn" role="status">
            {say(
              'Kunjungan yang dibiarkan terbuka ditutup sistem pada akhir hari dan tidak dihitung sebagai terlayani. Hardcopy tetap tercatat belum kembali.',
              'A visit that is left open is closed by the system at the end of the day and does not count as served. A hardcopy stays recorded as not returned.',
            )}
          </div>
        )}
        <div className="row">
          <Button variant={left > 0 ? 'default' : 'filled'} loading={desk.busy} onClick={close}>
            {left > 0
              ? say('Tetap tutup loket', 'Close all the same')
              : say('Tutup loket', 'Close')}
          </Button>
          <Button variant="subtle" onClick={cancel}>
            {say('Batal', 'Cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
