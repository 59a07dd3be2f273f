import type { DeskVisit, listVisits, ReplyOf, VisitAction } from '@pst/contracts';
import { Badge, Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ClockRing } from '../components/clock-ring.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { StatTile } from '../components/stat-tile.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

const COUNTER = 'pst-counter';

export function LiveDesk() {
  const say = useSay();
  return (
    <DeskPage title={say('Meja layanan', 'Service desk')} roles={['officer', 'head', 'admin']}>
      {() => <Desk />}
    </DeskPage>
  );
}

function Desk() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const { queue, lost } = useQueueStream();
  const [counter, setCounter] = useState(() => localStorage.getItem(COUNTER) ?? '1');
  const visits = useQuery<ReplyOf<typeof listVisits>, Problem>({
    queryKey: ['desk-visits'],
    queryFn: () => ask('/v1/desk/visits?limit=100'),
    refetchInterval: 15_000,
  });
  const { refetch } = visits;
  useEffect(() => {
    if (queue?.version !== undefined) {
      void refetch();
    }
  }, [queue?.version, refetch]);
  const renew = () => queries.invalidateQueries({ queryKey: ['desk-visits'] });
  const call = useAct(
    (body: { counter: string }, key) =>
      ask<DeskVisit>('/v1/desk/calls', { method: 'POST', body, key }),
    renew,
  );
  const move = useAct(
    ({ visitId, action }: { visitId: string; action: VisitAction }, key) =>
      ask<DeskVisit>(`/v1/desk/visits/${visitId}/${action}`, { method: 'POST', body: {}, key }),
    renew,
  );
  const identity = useAct(
    ({ visitId, kind }: { visitId: string; kind: string }, key) =>
      ask<DeskVisit>(`/v1/desk/visits/${visitId}/identity-check`, {
        method: 'POST',
        body: { kind },
        key,
      }),
    renew,
  );
  const items = visits.data?.items ?? [];
  const waiting = items.filter((visit) => visit.state === 'waiting' || visit.state === 'on-hold');
  const mine = items.find(
    (visit) => visit.counter === counter && (visit.state === 'called' || visit.state === 'serving'),
  );
  const act = (action: VisitAction) => mine && move.mutate({ visitId: mine.id, action });
  const busy = call.isPending || move.isPending || identity.isPending;
  const callNext = () => call.mutate({ counter });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input,select,textarea');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || busy) {
        return;
      }
      const pressed = event.key.toLowerCase();
      if (pressed === 'n' && !mine) {
        callNext();
      } else if (pressed === 'r' && mine?.state === 'called') {
        act('recall');
      } else if (pressed === 's' && mine?.state === 'called') {
        act('start');
      } else if (pressed === 'f' && mine?.state === 'serving') {
        act('complete');
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <div className="stack">
      {lost && (
        <div className="note warn" role="status">
          {say(
            'Terputus – menyambung lagi. Angka dapat terlambat.',
            'Disconnected – reconnecting. Numbers may lag.',
          )}
        </div>
      )}
      <div className="tiles">
        <StatTile
          label={say('Menunggu', 'Waiting')}
          value={format.number(queue?.waitingCount ?? waiting.length)}
        />
        <StatTile
          label={say('Sedang dilayani', 'Being served')}
          value={format.number(
            queue?.servingCount ?? items.filter(({ state }) => state === 'serving').length,
          )}
        />
        <StatTile
          label={say('Selesai hari ini', 'Completed today')}
          value={format.number(items.filter(({ state }) => state === 'completed').length)}
        />
        <div className="tile">
          <TextInput
            label={say('Loket saya', 'My counter')}
            value={counter}
            maxLength={20}
            onChange={(event) => {
              setCounter(event.currentTarget.value);
              localStorage.setItem(COUNTER, event.currentTarget.value);
            }}
          />
        </div>
      </div>
      <ProblemAlert problem={call.error ?? move.error ?? identity.error} />
      <div className="split">
        <section className="stack">
          <h2>{say('Antrean', 'Queue')}</h2>
          <Shown
            of={visits}
            empty={() =>
              waiting.length === 0 && (
                <Empty title={say('Tidak ada yang menunggu', 'Nobody is waiting')} />
              )
            }
          >
            {() => (
              <div
                className="scroll"
                tabIndex={0}
                role="region"
                aria-label={say('Daftar antrean', 'Queue list')}
              >
                <table className="table">
                  <thead>
                    <tr>
                      <th>{say('Nomor', 'No.')}</th>
                      <th>{say('Tamu', 'Visitor')}</th>
                      <th>{say('Keperluan', 'Purpose')}</th>
                      <th>{say('Janji', 'Promise')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {waiting.map((visit) => (
                      <tr key={visit.id}>
                        <td>
                          <b className="num">{visit.ticketNumber}</b>
                        </td>
                        <td>
                          {visit.name}
                          <span className="soft" style={{ display: 'block' }}>
                            {visit.institution}
                          </span>
                        </td>
                        <td>{word('purpose', visit.purpose)}</td>
                        <td>
                          <ClockRing from={visit.checkedInAt} due={visit.dueAt} label="" />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </Shown>
        </section>
        <section className="card stack" aria-live="polite">
          {mine ? (
            <>
              <div className="row between">
                <span className="soft">
                  {say('Tamu di loket', 'At the counter')} {counter}
                </span>
                <Badge>{word('visit', mine.state)}</Badge>
              </div>
              <div style={{ fontSize: '3.5rem', fontWeight: 720, lineHeight: 1 }} className="num">
                {mine.ticketNumber}
              </div>
              <div>
                <strong>{mine.name}</strong>
                <div className="soft">{mine.institution}</div>
                {mine.disability !== 'none' && (
                  <div>
                    {say('Disabilitas', 'Disability')}: {word('disability', mine.disability)}
                  </div>
                )}
              </div>
              <ClockRing
                from={mine.checkedInAt}
                due={mine.state === 'serving' ? mine.totalDueAt : mine.dueAt}
                label={mine.state === 'serving' ? say('Total:', 'Total:') : say('Mulai:', 'Start:')}
              />
              {mine.identityCheckedKind ? (
                <div className="note good">
                  {say('Identitas dilihat:', 'ID seen:')}{' '}
                  {word('identity', mine.identityCheckedKind)}
                </div>
              ) : (
                <IdentityCheck
                  key={mine.id}
                  stated={mine.statedIdentityKind}
                  busy={identity.isPending}
                  confirm={(kind) => identity.mutate({ visitId: mine.id, kind })}
                />
              )}
              {mine.state === 'called' ? (
                <div className="row">
                  <Button
                    size="lg"
                    loading={move.isPending}
                    disabled={!mine.identityCheckedKind}
                    rightSection={<kbd>S</kbd>}
                    onClick={() => act('start')}
                  >
                    {say('Mulai layani', 'Start')}
                  </Button>
                  <Button
                    variant="default"
                    rightSection={<kbd>R</kbd>}
                    onClick={() => act('recall')}
                  >
                    {say(`Panggil lagi (${mine.calls})`, `Recall (${mine.calls})`)}
                  </Button>
                  <Button variant="subtle" onClick={() => act('no-show')}>
                    {say('Tidak datang', 'No show')}
                  </Button>
                </div>
              ) : (
                <div className="row">
                  <Button
                    size="lg"
                    loading={move.isPending}
                    rightSection={<kbd>F</kbd>}
                    onClick={() => act('complete')}
                  >
                    {say('Selesai', 'Complete')}
                  </Button>
                  <Button variant="subtle" onClick={() => act('hold')}>
                    {say('Tunda', 'Hold')}
                  </Button>
                </div>
              )}
            </>
          ) : (
            <>
              <h2>{say('Loket kosong', 'Counter free')}</h2>
              <p className="soft">
                {waiting[0]
                  ? say(
                      `Berikutnya ${waiting[0].ticketNumber}`,
                      `Next is ${waiting[0].ticketNumber}`,
                    )
                  : say(
                      'Panggilan dapat dibuat saat ada yang menunggu.',
                      'You can call once somebody waits.',
                    )}
              </p>
              <Button
                size="lg"
                loading={call.isPending}
                rightSection={<kbd>N</kbd>}
                onClick={callNext}
              >
                {say('Panggil berikutnya', 'Call next')}
              </Button>
            </>
          )}
        </section>
      </div>
    </div>
  );
}

function IdentityCheck({
  stated,
  busy,
  confirm,
}: {
  stated: string;
  busy: boolean;
  confirm: (kind: string) => void;
}) {
  const say = useSay();
  const { options } = useCodeWords();
  const [kind, setKind] = useState(stated);
  return (
    <div className="row" style={{ alignItems: 'end' }}>
      <NativeSelect
        label={say('Kartu yang ditunjukkan', 'Card shown')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={options('identity')}
        flex="1 1 160px"
      />
      <Button loading={busy} onClick={() => confirm(kind)}>
        {say('Sudah dilihat', 'Seen')}
      </Button>
    </div>
  );
}
