import type { readCannedReplies, ReplyOf } from '@pst/contracts';
import { replyPlaceholders, strangePlaceholder } from '@pst/contracts/browser';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Table = ReplyOf<typeof readCannedReplies>;
type Reply = Table['replies'][number];

const KINDS = ['complaint', 'information', 'aspiration'] as const;
const NEW: Reply = { name: '', kind: 'complaint', text: { id: '', en: '' } };

/** The texts that handlers put into their answers, per kind and in both languages. */
export function CannedReplies() {
  const say = useSay();
  const table = useQuery<Table, Problem>({
    queryKey: ['canned-replies'],
    queryFn: () => ask('/v1/desk/canned-replies'),
  });
  return (
    <DeskPage
      title={say('Balasan siap pakai', 'Canned replies')}
      roles={['complaint-handler', 'admin']}
    >
      {() => <Shown of={table}>{(read) => <Replies key={read.version} read={read} />}</Shown>}
    </DeskPage>
  );
}

function Replies({ read }: { read: Table }) {
  const say = useSay();
  const queries = useQueryClient();
  const [replies, setReplies] = useState(read.replies);
  const [added, setAdded] = useState(0);
  const newest = useRef<HTMLInputElement>(null);
  useEffect(() => newest.current?.focus(), [added]);
  const changed = JSON.stringify(replies) !== JSON.stringify(read.replies);
  const save = useAct(
    (body: Table, key) => ask<Table>('/v1/desk/canned-replies', { method: 'PUT', body, key }),
    async (saved) => {
      queries.setQueryData(['canned-replies'], saved);
      await queries.invalidateQueries({ queryKey: ['complaint'] });
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ replies, version: read.version });
      }}
    >
      <p>
        {say(
          'Dipilih dan disisipkan dalam jawaban sebuah laporan sejenis, dalam bahasa pelapornya, lalu masih dapat diubah.',
          'Chosen and put into the answer to a case of their kind, in its reporter’s language; they can still be changed there.',
        )}{' '}
        <Link to="/meja/pengaduan">{say('Ke pengaduan', 'To the complaints')}</Link>
      </p>
      <dl className="facts">
        {replyPlaceholders.map((placeholder) => (
          <div key={placeholder} style={{ display: 'contents' }}>
            <dt>
              <code>{placeholder}</code>
            </dt>
            <dd>
              {
                {
                  '{kode}': say('kode laporan', 'the code of the case'),
                  '{tanggal}': say(
                    'tanggal jawaban dijanjikan',
                    'the date by which the answer is promised',
                  ),
                  '{kantor}': say('nama kantor', 'the name of the office'),
                }[placeholder]
              }
            </dd>
          </div>
        ))}
      </dl>
      <ProblemAlert problem={save.error} />
      <div className="row">
        <Button
          variant="default"
          onClick={() => {
            setReplies([NEW, ...replies]);
            setAdded(added + 1);
          }}
        >
          {say('Tambah balasan', 'Add a reply')}
        </Button>
        <Button type="submit" disabled={!changed} loading={save.isPending}>
          {say('Simpan', 'Save')}
        </Button>
        <span role="status" className="soft">
          {changed
            ? say('Belum disimpan', 'Not saved yet')
            : read.version > 0 && say('Tersimpan', 'Saved')}
        </span>
      </div>
      {replies.length === 0 && <Empty title={say('Belum ada balasan', 'No replies yet')} />}
      {replies.map((reply, at) => (
        // Replies have no identity of their own; their place is what is edited.
        <Fields
          key={replies.length - at}
          of={reply}
          name={at === 0 && added > 0 ? newest : undefined}
          change={(to) => setReplies(replies.with(at, to))}
          remove={() => setReplies(replies.toSpliced(at, 1))}
        />
      ))}
    </form>
  );
}

function Fields({
  of,
  name,
  change,
  remove,
}: {
  of: Reply;
  name: RefObject<HTMLInputElement | null> | undefined;
  change: (to: Reply) => void;
  remove: () => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  const title = of.name || say('balasan baru', 'new reply');
  const wording = (language: 'id' | 'en', label: string) => {
    const strange = strangePlaceholder(of.text[language]);
    return (
      <Textarea
        flex="1 1 300px"
        label={label}
        lang={language}
        autosize
        minRows={4}
        maxLength={5_000}
        required
        value={of.text[language]}
        error={
          strange !== undefined &&
          say(`"${strange}" tidak dikenal`, `"${strange}" stands for nothing`)
        }
        onChange={(event) =>
          change({ ...of, text: { ...of.text, [language]: event.currentTarget.value } })
        }
      />
    );
  };
  return (
    <fieldset className="card stack" aria-label={title}>
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          ref={name}
          flex="2 1 220px"
          label={say('Nama balasan', 'Name of the reply')}
          maxLength={80}
          required
          value={of.name}
          onChange={(event) => change({ ...of, name: event.currentTarget.value })}
        />
        <NativeSelect
          flex="1 1 180px"
          label={say('Untuk', 'For')}
          value={of.kind}
          onChange={(event) =>
            change({
              ...of,
              kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? of.kind,
            })
          }
          data={KINDS.map((value) => ({ value, label: word('complaintKind', value) }))}
        />
        <Button
          variant="subtle"
          color="red"
          aria-label={say(`Hapus ${title}`, `Remove ${title}`)}
          onClick={remove}
        >
          {say('Hapus', 'Remove')}
        </Button>
      </div>
      <div className="row" style={{ alignItems: 'start' }}>
        {wording('id', say('Dalam bahasa Indonesia', 'In Indonesian'))}
        {wording('en', say('Dalam bahasa Inggris', 'In English'))}
      </div>
    </fieldset>
  );
}
