import type { findDuplicates, ReplyOf } from '@pst/contracts';
import { Button, Radio } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Empty, Shown } from '../../components/states.tsx';
import { ask, type Problem } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useFormat, useSay } from '../../language/language.ts';
import { DeskPage } from '../desk-page.tsx';

type Found = ReplyOf<typeof findDuplicates>;
type Group = Found['groups'][number];

/** Records that look like one publication, to be made one. */
export function Duplicates() {
  const say = useSay();
  const found = useQuery<Found, Problem>({
    queryKey: ['duplicates'],
    queryFn: () => ask('/v1/desk/publications/duplicates'),
  });
  return (
    <DeskPage title={say('Rekaman ganda', 'Duplicate records')} roles={['librarian', 'admin']}>
      {() => (
        <Shown
          of={found}
          empty={({ groups }) =>
            groups.length === 0 && (
              <Empty title={say('Tidak ada rekaman ganda', 'There are no duplicates')} />
            )
          }
        >
          {({ groups }) => (
            <div className="stack-lg">
              <p className="soft">
                {say(
                  'Judulnya sama dan tahunnya tidak berbeda. Pilih rekaman yang dipertahankan; eksemplar pindah ke sana, dan alamat lama menunjuk ke sana.',
                  'Same title, no different year. Choose the record that stays; copies move to it, and the old addresses lead to it.',
                )}
              </p>
              {groups.map((group) => (
                <Choice key={group[0]?.id} group={group} />
              ))}
            </div>
          )}
        </Shown>
      )}
    </DeskPage>
  );
}

function Choice({ group }: { group: Group }) {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const [keep, setKeep] = useState(group[0]?.id);
  const merge = useAct(
    async ({ intoId, reason }: { intoId: string; reason: string }, key) => {
      for (const { id } of group.filter((one) => one.id !== intoId)) {
        const path = `/v1/desk/publications/${id}/merge`;
        await ask(path, { method: 'POST', body: { intoId, reason }, key: `${key}-${id}` });
      }
    },
    () => queries.invalidateQueries({ queryKey: ['duplicates'] }),
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (keep !== undefined) {
          merge.mutate({ intoId: keep, reason: say('Rekaman ganda', 'Duplicate record') });
        }
      }}
    >
      <ProblemAlert problem={merge.error} />
      <Radio.Group
        value={keep ?? ''}
        onChange={setKeep}
        label={<h2 style={{ fontSize: '1.15rem' }}>{group[0]?.title}</h2>}
      >
        <div className="stack" style={{ marginTop: '0.6rem' }}>
          {group.map((one) => (
            <div key={one.id} className="row between">
              <Radio
                value={one.id}
                label={`${one.title} · ${one.year ?? say('tanpa tahun', 'no year')}`}
                description={[
                  one.releasedOn && `${say('rilis', 'released')} ${one.releasedOn}`,
                  say(`${one.hardcopies} eksemplar`, `${one.hardcopies} copies`),
                  one.pages === null
                    ? say('tanpa PDF', 'no PDF')
                    : `PDF ${format.number(one.pages)} ${say('halaman', 'pages')}`,
                  one.source ?? say('dicatat petugas', 'entered by staff'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
              <Link to="/meja/koleksi/$id" params={{ id: one.id }}>
                {say('Buka', 'Open')}
                <span className="visually-hidden"> {one.title}</span>
              </Link>
            </div>
          ))}
        </div>
      </Radio.Group>
      <div>
        <Button type="submit" loading={merge.isPending}>
          {say('Gabungkan ke yang dipilih', 'Merge into the chosen one')}
        </Button>
      </div>
    </form>
  );
}
