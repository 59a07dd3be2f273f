import type { ReplyOf, readHistory } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCodeWords } from '../../components/code-words.ts';
import { Shown } from '../../components/states.tsx';
import { ask, type Problem } from '../../gateway/gateway.ts';
import { useMe } from '../../gateway/office.ts';
import { useFormat, useSay } from '../../language/language.ts';
import { useFieldNames } from './field-names.ts';

type History = ReplyOf<typeof readHistory>;
type Line = History['items'][number];

/** Who changed the record, when, what and why; the newest first. */
export function RecordHistory({ id }: { id: string }) {
  const say = useSay();
  const history = useQuery<History, Problem>({
    queryKey: ['publication', id, 'history'],
    queryFn: () => ask(`/v1/desk/publications/${id}/history`),
  });
  return (
    <section className="card stack">
      <h2>{say('Riwayat', 'History')}</h2>
      <Shown
        of={history}
        empty={({ items }) =>
          items.length === 0 && (
            <p className="soft">{say('Belum pernah diubah di sini.', 'Never changed here.')}</p>
          )
        }
      >
        {({ items }) => (
          <ol className="stack" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {items.map((line) => (
              <HistoryLine key={line.seq} line={line} />
            ))}
          </ol>
        )}
      </Shown>
    </section>
  );
}

function HistoryLine({ line }: { line: Line }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const names: Readonly<Record<string, string>> = useFieldNames();
  const me = useMe();
  const who =
    line.actorId === null
      ? say('impor', 'import')
      : line.actorId === me.data?.id
        ? say('Anda', 'you')
        : `${say('akun', 'account')} …${line.actorId.slice(-6)}`;
  const shown = (value: Line['fields'][number]['from']) =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0)
      ? '–'
      : [value].flat().join('; ');
  return (
    <li>
      <b>{word('recordChange', line.action)}</b>{' '}
      <span className="soft small">
        {format.dayTime(line.at)} · {who}
      </span>
      {line.reason && <p>“{line.reason}”</p>}
      {line.fields.length > 0 && (
        <dl className="facts small">
          {line.fields.map(({ field, from, to }) => (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{names[field] ?? field}</dt>
              <dd style={{ overflowWrap: 'anywhere' }}>
                <del className="soft">{shown(from)}</del> → <ins>{shown(to)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
