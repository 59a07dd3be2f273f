import type { findCopies, listReadings, listVisitTitles, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Loading, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { useWorksHere } from './works-here.ts';

type Titles = ReplyOf<typeof listVisitTitles>;
type Readings = ReplyOf<typeof listReadings>;
type Reading = Readings['items'][number];
type Found = ReplyOf<typeof findCopies>;

const ON_TABLES = ['readings'];

/** The hardcopies that visitors have not brought back. */
export const useOnTables = () =>
  useQuery<Readings, Problem>({
    queryKey: ON_TABLES,
    queryFn: () => ask('/v1/desk/readings'),
    refetchInterval: 15_000,
  });

/** Records a return; also where the list is of several visitors. */
function useReturn() {
  const queries = useQueryClient();
  return useAct(
    ({ visitId, id }: Pick<Reading, 'visitId' | 'id'>, key) =>
      ask<Reading>(`/v1/desk/visits/${visitId}/readings/${id}`, { method: 'DELETE', key }),
    (_, { visitId }) => {
      void queries.invalidateQueries({ queryKey: ON_TABLES });
      void queries.invalidateQueries({ queryKey: ['visit-titles', visitId] });
    },
  );
}

/** What one visitor uses: hardcopies by scan or search, and the softcopies of the desk PC. */
export function VisitTitles({ visitId }: { visitId: string }) {
  const say = useSay();
  const edit = useWorksHere();
  const format = useFormat();
  const bringBack = useReturn();
  const titles = useQuery<Titles, Problem>({
    queryKey: ['visit-titles', visitId],
    queryFn: () => ask(`/v1/desk/visits/${visitId}/titles`),
    refetchInterval: 15_000,
  });
  return (
    <section className="stack" aria-label={say('Titel yang dipakai', 'Titles used')}>
      <h3>{say('Titel yang dipakai', 'Titles used')}</h3>
      {edit && <TakeCopy visitId={visitId} />}
      <ProblemAlert problem={bringBack.error} />
      <Shown
        of={titles}
        lines={2}
        empty={({ hardcopies, softcopies }) =>
          hardcopies.length + softcopies.length === 0 && (
            <p className="soft">{say('Belum ada titel.', 'No titles yet.')}</p>
          )
        }
      >
        {({ hardcopies, softcopies }) => (
          <ul className="plain-list">
            {hardcopies.map((reading) => (
              <li key={reading.id} className="row between">
                <span>
                  {reading.title}
                  <span className="soft small" style={{ display: 'block' }}>
                    {reading.shelfMark} ·{' '}
                    {reading.returnedAt === null
                      ? say(
                          `dibaca sejak ${format.time(reading.startedAt)}`,
                          `being read since ${format.time(reading.startedAt)}`,
                        )
                      : say(
                          `kembali ${format.time(reading.returnedAt)}`,
                          `returned ${format.time(reading.returnedAt)}`,
                        )}
                  </span>
                </span>
                {edit && reading.returnedAt === null && (
                  <ReturnButton reading={reading} act={bringBack} />
                )}
              </li>
            ))}
            {softcopies.map(({ publicationId, title, times, lastAt }) => (
              <li key={publicationId}>
                {title}
                <span className="soft small" style={{ display: 'block' }}>
                  {say(
                    `softcopy · dibuka ${times} kali · terakhir ${format.time(lastAt)}`,
                    `softcopy · opened ${times} times · last ${format.time(lastAt)}`,
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

/** Everything that is still on somebody's table, oldest first; what is overdue says so. */
export function BackToTheShelf() {
  const say = useSay();
  const edit = useWorksHere();
  const format = useFormat();
  const now = useNow().toISOString();
  const readings = useOnTables();
  const bringBack = useReturn();
  return (
    <section className="stack" aria-label={say('Kembali ke rak', 'Back to the shelf')}>
      <h2>{say('Kembali ke rak', 'Back to the shelf')}</h2>
      <ProblemAlert problem={bringBack.error} />
      <Shown
        of={readings}
        lines={2}
        empty={({ items }) =>
          items.length === 0 && (
            <p className="soft">
              {say('Semua hardcopy ada di rak.', 'Every hardcopy is on its shelf.')}
            </p>
          )
        }
      >
        {({ items }) => (
          <ul className="plain-list">
            {items.map((reading) => (
              <li key={reading.id} className="row between">
                <span>
                  <b>{reading.ticketNumber}</b> · {reading.title}
                  <span
                    className="small"
                    style={{
                      display: 'block',
                      color: reading.returnBy < now ? 'var(--bad)' : 'var(--ink-soft)',
                    }}
                  >
                    {reading.shelfMark} ·{' '}
                    {reading.returnBy < now
                      ? say(
                          `seharusnya kembali ${format.dayTime(reading.returnBy)}`,
                          `was due back ${format.dayTime(reading.returnBy)}`,
                        )
                      : say(
                          `kembali paling lambat ${format.time(reading.returnBy)}`,
                          `back by ${format.time(reading.returnBy)}`,
                        )}
                  </span>
                </span>
                {edit && <ReturnButton reading={reading} act={bringBack} />}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

function ReturnButton({ reading, act }: { reading: Reading; act: ReturnType<typeof useReturn> }) {
  const say = useSay();
  return (
    <Button
      variant="default"
      loading={act.isPending && act.variables.id === reading.id}
      aria-label={say(`Kembali: ${reading.title}`, `Returned: ${reading.title}`)}
      onClick={() => act.mutate({ visitId: reading.visitId, id: reading.id })}
    >
      {say('Kembali', 'Returned')}
    </Button>
  );
}

/** A scanner types and presses Enter: one match is taken at once, several are shown. */
function TakeCopy({ visitId }: { visitId: string }) {
  const say = useSay();
  const queries = useQueryClient();
  const onTables = useOnTables();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const take = useAct(
    (copyId: string, key) =>
      ask<Reading>(`/v1/desk/visits/${visitId}/readings`, {
        method: 'POST',
        body: { copyId },
        key,
      }),
    () => {
      setTyped('');
      setWanted('');
      void queries.invalidateQueries({ queryKey: ON_TABLES });
      void queries.invalidateQueries({ queryKey: ['visit-titles', visitId] });
    },
  );
  const search = useAct(
    (q: string) => ask<Found>(`/v1/desk/copies${query({ q })}`),
    ({ items }, q) => {
      setWanted(q);
      const [only, ...others] = items;
      if (only !== undefined && others.length === 0) {
        take.mutate(only.copyId);
      }
    },
  );
  const takenBy = new Map(
    onTables.data?.items.map(({ copyId, ticketNumber }) => [copyId, ticketNumber]),
  );
  const found = wanted === '' ? undefined : search.data?.items;
  return (
    <form
      className="stack"
      style={{ gap: '0.75rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim().length > 1) {
          search.mutate(typed.trim());
        }
      }}
    >
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          label={say('Pindai atau cari eksemplar', 'Scan or find a copy')}
          placeholder={say('Kode batang, tanda rak, judul', 'Barcode, shelf mark, title')}
          value={typed}
          maxLength={100}
          flex="1 1 14rem"
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button
          type="submit"
          loading={search.isPending || take.isPending}
          disabled={typed.trim().length < 2}
        >
          {say('Catat', 'Record')}
        </Button>
      </div>
      <ProblemAlert problem={search.error ?? take.error} />
      {search.isPending && <Loading lines={2} />}
      {found?.length === 0 && (
        <Empty title={say('Eksemplar tidak ditemukan', 'No such copy')}>
          <p>
            {say(
              'Periksa kodenya, atau cari dengan kata dari judul.',
              'Check the code, or search with a word of the title.',
            )}
          </p>
        </Empty>
      )}
      {found && found.length > 1 && (
        <ul className="plain-list">
          {found.map(({ copyId, title, year, shelfMark }) => {
            const holder = takenBy.get(copyId);
            return (
              <li key={copyId} className="row between">
                <span>
                  {title}
                  <span className="soft small" style={{ display: 'block' }}>
                    {shelfMark}
                    {year === null ? '' : ` · ${year}`}
                  </span>
                </span>
                {holder === undefined ? (
                  <Button
                    variant="default"
                    aria-label={say(`Baca di sini: ${shelfMark}`, `Read here: ${shelfMark}`)}
                    onClick={() => take.mutate(copyId)}
                  >
                    {say('Baca di sini', 'Read here')}
                  </Button>
                ) : (
                  <span className="soft">{say(`pada ${holder}`, `with ${holder}`)}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </form>
  );
}
