import type { DeskVisit } from '@pst/contracts';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useCodeWords } from '../components/code-words.ts';
import { Empty, Shown } from '../components/states.tsx';
import { useFormat, useSay } from '../language/language.ts';
import type { Desk } from './use-desk.ts';
import { VisitClock } from './visit-clock.tsx';

const PRIORITIES = ['elderly', 'disabled', 'pregnant'] as const;

/** Who waits, in the order in which they are called, with the reason for who is next. */
export function QueueList({
  desk,
  open,
}: {
  desk: Desk;
  /** Shows what happened to a visit. */
  open: (visitId: string) => void;
}) {
  const say = useSay();
  const items = desk.visits.data?.items ?? [];
  const aside = (states: readonly DeskVisit['state'][]) =>
    items.filter(({ state }) => states.includes(state));
  const held = aside(['on-hold']);
  const atComputers = aside(['waiting-for-workstation', 'workstation-offered', 'at-workstation']);
  const missed = aside(['no-show']);
  return (
    <section className="stack" aria-labelledby="queue-title">
      <h2 id="queue-title" className="console-h">
        {say('Antrean', 'Queue')}
      </h2>
      <Shown
        of={desk.visits}
        empty={() =>
          desk.waiting.length + held.length + atComputers.length + missed.length === 0 && (
            <Empty title={say('Tidak ada yang menunggu', 'Nobody is waiting')}>
              <p className="soft">
                {say(
                  'Tamu yang mengisi buku tamu muncul di sini dengan sendirinya.',
                  'Whoever signs the guestbook appears here by itself.',
                )}
              </p>
            </Empty>
          )
        }
      >
        {() => (
          <>
            {desk.waiting.length > 0 && (
              <ol className="queue">
                {desk.waiting.map((visit) => (
                  <QueueRow
                    key={visit.id}
                    visit={visit}
                    desk={desk}
                    open={open}
                    isNext={visit.id === desk.next?.id}
                  />
                ))}
              </ol>
            )}
            <Aside title={say('Ditunda', 'On hold')} visits={held} desk={desk} open={open} />
            <Aside
              title={say('Komputer', 'Computers')}
              visits={atComputers}
              desk={desk}
              open={open}
            />
            <Aside
              title={say('Tidak datang saat dipanggil', 'Did not come when called')}
              visits={missed}
              desk={desk}
              open={open}
            />
          </>
        )}
      </Shown>
    </section>
  );
}

function Aside({
  title,
  visits,
  desk,
  open,
}: {
  title: string;
  visits: readonly DeskVisit[];
  desk: Desk;
  open: (visitId: string) => void;
}) {
  return visits.length === 0 ? null : (
    <div>
      <h3 className="console-aside">{title}</h3>
      <ul className="queue">
        {visits.map((visit) => (
          <QueueRow key={visit.id} visit={visit} desk={desk} open={open} />
        ))}
      </ul>
    </div>
  );
}

function QueueRow({
  visit,
  desk,
  open,
  isNext = false,
}: {
  visit: DeskVisit;
  desk: Desk;
  open: (visitId: string) => void;
  isNext?: boolean;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const { id: visitId, state } = visit;
  const move = (action: Parameters<Desk['move']['mutate']>[0]['action'], reason?: string) =>
    desk.move.mutate({ visitId, action, ...(reason && { reason }) });
  return (
    <li className={isNext ? 'next' : undefined}>
      <b className="num queue-ticket">{visit.ticketNumber}</b>
      <div className="queue-who">
        <span className="queue-name">{visit.name}</span>
        <span className="soft small">
          {word('service', visit.service)} · {word('purpose', visit.purpose)}
        </span>
        {isNext && (
          <span className="chip">
            {say('Berikutnya', 'Next')}:{' '}
            {visit.priority
              ? say(
                  `didahulukan, ${word('priority', visit.priority).toLowerCase()}`,
                  `goes first, ${word('priority', visit.priority).toLowerCase()}`,
                )
              : say(
                  `paling lama menunggu, sejak ${format.time(visit.checkedInAt)}`,
                  `waits longest, since ${format.time(visit.checkedInAt)}`,
                )}
          </span>
        )}
        {!isNext && visit.priority && (
          <span className="chip">{word('priority', visit.priority)}</span>
        )}
        {state !== 'waiting' && <span className="chip quiet">{word('visit', state)}</span>}
      </div>
      <div className="queue-clock">
        <VisitClock visit={visit} />
      </div>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            aria-label={say(
              `Tindakan untuk ${visit.ticketNumber}`,
              `Actions for ${visit.ticketNumber}`,
            )}
          >
            <IconDots size={22} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {state === 'on-hold' && (
            <Menu.Item onClick={() => move('resume')}>{say('Lanjutkan', 'Resume')}</Menu.Item>
          )}
          {state === 'no-show' && (
            <Menu.Item onClick={() => move('return')}>
              {say('Tamu datang: antrekan lagi', 'Here after all: back in line')}
            </Menu.Item>
          )}
          {state === 'waiting' &&
            PRIORITIES.filter((priority) => priority !== visit.priority).map((priority) => (
              <Menu.Item
                key={priority}
                onClick={() => desk.prioritise.mutate({ visitId, priority })}
              >
                {say('Dahulukan:', 'Goes first:')} {word('priority', priority).toLowerCase()}
              </Menu.Item>
            ))}
          {state === 'waiting' && visit.priority && (
            <Menu.Item onClick={() => desk.prioritise.mutate({ visitId, priority: null })}>
              {say('Tidak didahulukan lagi', 'No longer first')}
            </Menu.Item>
          )}
          {state !== 'no-show' && (
            <Menu.Item onClick={() => move('leave')}>
              {say('Tamu pulang', 'Visitor left')}
            </Menu.Item>
          )}
          {state !== 'no-show' && (
            <Menu.Item onClick={() => move('cancel', 'duplicate')}>
              {say('Batalkan: entri ganda', 'Cancel: entered twice')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => open(visitId)}>
            {say('Riwayat dan pembetulan…', 'Log and corrections…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
