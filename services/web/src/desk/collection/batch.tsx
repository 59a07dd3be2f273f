import type { changePublications, ReplyOf, RequestOf } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ask } from '../../gateway/gateway.ts';
import { useAct } from '../../gateway/use-act.ts';
import { useFormat, useSay } from '../../language/language.ts';
import { Withdrawal } from './withdrawal.tsx';

type Change = RequestOf<typeof changePublications>['change'];
type Changed = ReplyOf<typeof changePublications>;

const MOST = 200;

/** The same to all that are chosen. */
export function Batch({ ids, done }: { ids: readonly string[]; done: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Change['kind']>('access');
  const [access, setAccess] = useState('signed-in');
  const [text, setText] = useState('');
  const change = useAct(
    (body: { publicationIds: readonly string[]; change: unknown }, key) =>
      ask<Changed>('/v1/desk/publications/batch', { method: 'POST', body, key }),
    () => queries.invalidateQueries(),
  );
  const wanted = () => {
    if (kind === 'access') {
      return { kind, access };
    }
    return kind === 'licence'
      ? { kind, licence: text }
      : { kind: 'subjects', add: [text.trim()], remove: [] };
  };
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ publicationIds: ids, change: wanted() });
      }}
    >
      <ProblemAlert problem={change.error} />
      <div className="tiles">
        <NativeSelect
          label={say('Untuk semua yang dipilih', 'For all that are chosen')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Change['kind'])}
          data={[
            { value: 'access', label: say('Atur siapa yang boleh membaca', 'Set who may read') },
            { value: 'subjects', label: say('Tambahkan subjek', 'Add a subject') },
            { value: 'licence', label: say('Atur lisensi', 'Set the licence') },
          ]}
        />
        {kind === 'access' ? (
          <NativeSelect
            label={say('Siapa yang boleh membaca', 'Who may read it')}
            value={access}
            data={options('access')}
            onChange={(event) => setAccess(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            label={kind === 'licence' ? say('Lisensi', 'Licence') : say('Subjek', 'Subject')}
            required
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </div>
      {ids.length > MOST && (
        <p className="note">
          {say(`Paling banyak ${MOST} sekaligus.`, `No more than ${MOST} at once.`)}
        </p>
      )}
      {change.data && (
        <p role="status">
          {say(
            `${format.number(change.data.changed.length)} diubah, ${format.number(change.data.unchanged.length)} sudah demikian.`,
            `${change.data.changed.length} changed, ${change.data.unchanged.length} were so already.`,
          )}
        </p>
      )}
      <div className="row">
        <Button type="submit" loading={change.isPending} disabled={ids.length > MOST}>
          {say('Terapkan', 'Apply')}
        </Button>
        {ids.length <= MOST && <Withdrawal ids={ids} done={done} />}
      </div>
    </form>
  );
}
