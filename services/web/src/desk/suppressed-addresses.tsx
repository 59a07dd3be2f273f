import type { listSuppressions, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Suppressions = ReplyOf<typeof listSuppressions>;
type Suppression = Suppressions['items'][number];

const KEY = 'suppressions';

/** The addresses that get no mail, and the way off the list. */
export function SuppressedAddresses() {
  const say = useSay();
  const [lifted, setLifted] = useState(false);
  const list = useQuery<Suppressions, Problem>({
    queryKey: [KEY, lifted],
    queryFn: () => ask(`/v1/desk/suppressions${query({ lifted: String(lifted), limit: 100 })}`),
  });
  return (
    <section className="stack" aria-labelledby="suppressed">
      <h2 id="suppressed">{say('Alamat yang tidak dikirimi', 'Addresses that get no mail')}</h2>
      <p className="soft">
        {say(
          'Alamat yang menurut server e-mail tidak ada, dan pembaca yang menolak undangan. Kode yang diminta pembaca sendiri tetap dikirim.',
          'Addresses that do not exist, as mail servers say, and readers who declined invitations. Codes that readers ask for themselves are still sent.',
        )}
      </p>
      <NativeSelect
        label={say('Daftar', 'List')}
        maw={320}
        value={String(lifted)}
        onChange={(event) => setLifted(event.currentTarget.value === 'true')}
        data={[
          { value: 'false', label: say('Berlaku', 'In force') },
          { value: 'true', label: say('Sudah dicabut', 'Lifted') },
        ]}
      />
      <Shown
        of={list}
        empty={({ items }) =>
          items.length === 0 && <Empty title={say('Tidak ada alamat', 'No addresses')} />
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map((suppression) => (
              <Entry key={suppression.id} suppression={suppression} />
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

function Entry({ suppression }: { suppression: Suppression }) {
  const say = useSay();
  const format = useFormat();
  const { word, options } = useCodeWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState<string>();
  const lift = useAct(
    (body: { reason: string }, key) =>
      ask(`/v1/desk/suppressions/${suppression.id}/lift`, { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: [KEY] }),
  );
  const { until, liftedAt, liftReason } = suppression;
  return (
    <li>
      <strong style={{ overflowWrap: 'anywhere' }}>
        {suppression.address ?? say('Alamat tidak disimpan', 'Address not kept')}
      </strong>
      <span className="soft small">
        {word('suppression', suppression.reason)} · {format.dayTime(suppression.since)}
        {until && ` – ${format.dayTime(until)}`}
        {liftedAt &&
          ` · ${say('dicabut', 'lifted')} ${format.dayTime(liftedAt)}: ${word('liftReason', liftReason ?? '')}`}
      </span>
      <ProblemAlert problem={lift.error} />
      {liftedAt === null && reason === undefined && (
        <div>
          <Button variant="default" onClick={() => setReason('address-works')}>
            {say('Kirimi lagi', 'Send to it again')}
          </Button>
        </div>
      )}
      {liftedAt === null && reason !== undefined && (
        <form
          className="row"
          style={{ alignItems: 'end' }}
          onSubmit={(event) => {
            event.preventDefault();
            lift.mutate({ reason });
          }}
        >
          <NativeSelect
            label={say('Alasan', 'Reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data={options('liftReason')}
          />
          <Button type="submit" loading={lift.isPending}>
            {say('Cabut dari daftar', 'Take off the list')}
          </Button>
          <Button variant="subtle" onClick={() => setReason(undefined)}>
            {say('Batal', 'Cancel')}
          </Button>
        </form>
      )}
    </li>
  );
}
