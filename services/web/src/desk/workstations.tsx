import type { listWorkstations, moveWorkstation, ReplyOf, RequestOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ClockRing } from '../components/clock-ring.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay, type Say } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { useShortcuts, type Shortcut } from './shortcuts.ts';
import { BackToTheShelf, VisitTitles } from './visit-titles.tsx';
import { useWorksHere } from './works-here.ts';

type Pool = ReplyOf<typeof listWorkstations>;
type Workstation = Pool['items'][number];
type Action = RequestOf<typeof moveWorkstation>['action'];
type Move = { readonly id: string; readonly action: Action };

const POOL = ['workstations'];

/** The desk PCs on a screen of their own, with what is to go back to the shelf. */
export function Workstations() {
  const say = useSay();
  return (
    <DeskPage title={say('Komputer baca', 'Workstations')} roles={['officer', 'head', 'admin']}>
      {() => (
        <div className="stack-lg">
          <WorkstationPoolCard titles />
          <BackToTheShelf />
        </div>
      )}
    </DeskPage>
  );
}

/** The pool as cards; a number key does the next step of the PC with that number. */
export function WorkstationPoolCard({
  titles = false,
}: {
  /** With what the visitor at each PC uses. */
  titles?: boolean;
}) {
  const say = useSay();
  const edit = useWorksHere();
  const queries = useQueryClient();
  const { queue, lost } = useQueueStream();
  const pool = useQuery<Pool, Problem>({
    queryKey: POOL,
    queryFn: () => ask('/v1/desk/workstations'),
    refetchInterval: 10_000,
  });
  const { refetch } = pool;
  useEffect(() => {
    if (queue?.at !== undefined) {
      void refetch();
    }
  }, [queue?.at, refetch]);
  const move = useAct(
    ({ id, action }: Move, key) =>
      ask<Workstation>(`/v1/desk/workstations/${id}/${action}`, { method: 'POST', body: {}, key }),
    () => queries.invalidateQueries({ queryKey: POOL }),
  );
  const items = pool.data?.items ?? [];

  const keys = items.slice(0, 9).map((workstation, index): Shortcut => {
    const next = nextStep(workstation, say);
    return {
      key: String(index + 1),
      label: `${workstation.name}: ${next?.label ?? ''}`,
      run: () => next && move.mutate({ id: workstation.id, action: next.action }),
      possible: edit && next !== undefined,
    };
  });
  const shortcuts = useShortcuts(keys, move.isPending);

  return (
    <section className="stack" aria-label={say('Komputer baca', 'Workstations')}>
      {lost && (
        <div className="note warn" role="status">
          {say('Terputus – menyambung lagi.', 'Disconnected – reconnecting.')}
        </div>
      )}
      <ProblemAlert problem={move.error} />
      <Shown
        of={pool}
        empty={(known) =>
          known.items.length === 0 && (
            <Empty title={say('Belum ada komputer', 'No workstation yet')}>
              <p>{say('Tambahkan komputer pertama di bawah.', 'Add the first one below.')}</p>
            </Empty>
          )
        }
      >
        {(known) => (
          <ul className="pool">
            {known.items.map((workstation, index) => (
              <WorkstationCard
                key={workstation.id}
                workstation={workstation}
                shortcut={shortcuts.on ? keys[index]?.key : undefined}
                edit={edit}
                titles={titles}
                busy={move.isPending && move.variables.id === workstation.id}
                act={(action) => move.mutate({ id: workstation.id, action })}
              />
            ))}
          </ul>
        )}
      </Shown>
      {pool.data && <Line waiting={pool.data.waiting} />}
      {edit && pool.data && <AddWorkstation />}
    </section>
  );
}

function WorkstationCard({
  workstation,
  shortcut,
  edit,
  titles,
  busy,
  act,
}: {
  workstation: Workstation;
  shortcut: string | undefined;
  edit: boolean;
  titles: boolean;
  busy: boolean;
  act: (action: Action) => void;
}) {
  const say = useSay();
  const { id, name, state, ticketNumber, visitId, since, dueAt, softLimitAt } = workstation;
  const next = nextStep(workstation, say);
  const until = dueAt ?? softLimitAt;
  return (
    <li className={`card pool-card ${state}`}>
      <div className="row between">
        <h3>{name}</h3>
        <span className="pool-state">{stateWords(state, say)}</span>
      </div>
      {ticketNumber !== null && <div className="pool-ticket">{ticketNumber}</div>}
      {until !== null && (
        <ClockRing
          from={since}
          due={until}
          label={
            state === 'offered' ? say('Ditahan:', 'Held:') : say('Batas wajar:', 'Soft limit:')
          }
        />
      )}
      {edit && (
        <div className="row">
          {next && (
            <Button
              loading={busy}
              onClick={() => act(next.action)}
              rightSection={shortcut && <kbd>{shortcut}</kbd>}
            >
              {next.label}
            </Button>
          )}
          {state === 'offered' && (
            <Button variant="default" onClick={() => act('release')}>
              {say('Tarik tawaran', 'Withdraw')}
            </Button>
          )}
          {state !== 'out-of-order' && (
            <Button
              variant="subtle"
              onClick={() => act('out-of-order')}
              aria-label={say(`Rusak: ${name}`, `Broken: ${name}`)}
            >
              {say('Rusak', 'Broken')}
            </Button>
          )}
        </div>
      )}
      {titles && state === 'in-use' && visitId !== null && (
        <VisitTitles key={visitId} visitId={visitId} />
      )}
      <Link to="/komputer" search={{ pc: id }}>
        {say(`Layar ${name}`, `Screen of ${name}`)}
      </Link>
    </li>
  );
}

/** The one thing that comes next for a PC. */
function nextStep({ state }: Workstation, say: Say): { action: Action; label: string } | undefined {
  switch (state) {
    case 'free':
      return undefined; // a free one is offered by itself as soon as somebody waits
    case 'offered':
      return { action: 'start', label: say('Serahkan', 'Hand over') };
    case 'in-use':
      return { action: 'release', label: say('Akhiri sesi', 'End session') };
    case 'cleaning':
      return { action: 'ready', label: say('Sudah bersih', 'Clean') };
    case 'out-of-order':
      return { action: 'ready', label: say('Sudah baik', 'Repaired') };
  }
}

function stateWords(state: Workstation['state'], say: Say): string {
  return {
    free: say('Kosong', 'Free'),
    offered: say('Ditahan', 'Held'),
    'in-use': say('Dipakai', 'In use'),
    cleaning: say('Dibersihkan', 'Cleaning'),
    'out-of-order': say('Rusak', 'Out of order'),
  }[state];
}

function Line({ waiting }: { waiting: Pool['waiting'] }) {
  const say = useSay();
  const format = useFormat();
  return waiting.length === 0 ? (
    <p className="soft">{say('Tidak ada yang menunggu komputer.', 'Nobody waits for one.')}</p>
  ) : (
    <div>
      <h3>{say('Menunggu komputer', 'Waiting for a workstation')}</h3>
      <ol className="pool-line">
        {waiting.map(({ visitId, ticketNumber, since }) => (
          <li key={visitId}>
            <b className="num">{ticketNumber}</b>{' '}
            <span className="soft">
              {say(`sejak ${format.time(since)}`, `since ${format.time(since)}`)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function AddWorkstation() {
  const say = useSay();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const add = useAct(
    (body: { name: string }, key) =>
      ask<Workstation>('/v1/desk/workstations', { method: 'POST', body, key }),
    async () => {
      setName('');
      await queries.invalidateQueries({ queryKey: POOL });
    },
  );
  return (
    <form
      className="stack"
      style={{ gap: '0.75rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') {
          add.mutate({ name: name.trim() });
        }
      }}
    >
      <ProblemAlert problem={add.error} />
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          id="field-name"
          label={say('Komputer baru', 'New workstation')}
          placeholder="PC 3"
          value={name}
          maxLength={40}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={add.isPending}
          disabled={name.trim() === ''}
        >
          {say('Tambah', 'Add')}
        </Button>
      </div>
    </form>
  );
}
