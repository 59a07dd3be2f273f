import type { listInstitutions, listUnmatchedSpellings, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { InstitutionField } from '../guestbook/institution-field.tsx';
import type { KnownInstitution } from '../guestbook/known-institution.ts';
import { useFormat, useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

type Unmatched = ReplyOf<typeof listUnmatchedSpellings>['items'][number];
type Listed = ReplyOf<typeof listInstitutions>['items'][number];

const PAGE = 25;

export function Institutions() {
  const say = useSay();
  return (
    <DeskPage title={say('Instansi tamu', 'Institutions of visitors')} roles={['officer', 'admin']}>
      {() => (
        <div className="split">
          <Spellings />
          <Approved />
        </div>
      )}
    </DeskPage>
  );
}

/** A list page by page, with its four states. */
function usePages<Item>(key: readonly string[], path: string, q = '') {
  return useInfiniteQuery<{ items: Item[]; nextCursor: string | null }, Problem>({
    queryKey: [...key, q],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (q !== '') {
        query.set('q', q);
      }
      if (typeof pageParam === 'string') {
        query.set('cursor', pageParam);
      }
      return ask(`${path}?${query.toString()}`, { signal });
    },
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });
}

function Pages<Item>({
  of,
  empty,
  children,
}: {
  of: ReturnType<typeof usePages<Item>>;
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}) {
  const say = useSay();
  if (of.isPending) {
    return <Loading />;
  }
  if (of.data === undefined) {
    return of.error && <Failed problem={of.error} again={() => void of.refetch()} />;
  }
  const items = of.data.pages.flatMap((page) => page.items);
  return items.length === 0 ? (
    empty
  ) : (
    <>
      <ul className="results">{items.map(children)}</ul>
      {of.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={of.isFetchingNextPage}
            onClick={() => void of.fetchNextPage()}
          >
            {say('Lebih banyak', 'More')}
          </Button>
        </div>
      )}
    </>
  );
}

/** What visitors typed and nobody has sorted yet. */
function Spellings() {
  const say = useSay();
  const pages = usePages<Unmatched>(
    ['institutions', 'unmatched'],
    '/v1/desk/institutions/unmatched',
  );
  return (
    <section className="stack">
      <h2>{say('Belum dikenali', 'Not recognised yet')}</h2>
      <p className="soft">
        {say(
          'Seperti diketik tamu. Hanya nama yang Anda setujui yang disarankan kepada orang lain; nama orang jangan disetujui.',
          'As visitors typed them. Only names that you approve are suggested to others; never approve a person’s name.',
        )}
      </p>
      <Pages
        of={pages}
        empty={<Empty title={say('Semua instansi dikenali', 'Every institution is recognised')} />}
      >
        {(spelling) => <Spelling key={spelling.key} spelling={spelling} />}
      </Pages>
    </section>
  );
}

function Spelling({ spelling }: { spelling: Unmatched }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [doing, setDoing] = useState<'link' | 'approve'>();
  const choose = (wanted: 'link' | 'approve') => () =>
    setDoing(doing === wanted ? undefined : wanted);
  return (
    <li className="stack" style={{ gap: '0.7rem' }}>
      <div className="row between">
        <span>
          <strong>{spelling.text}</strong>
          <span className="soft small" style={{ display: 'block' }}>
            {word('institution', spelling.category)} ·{' '}
            {say(`${spelling.visits} kunjungan`, `visits: ${spelling.visits}`)} ·{' '}
            {say('terakhir', 'last')} {format.day(spelling.lastAt)}
          </span>
        </span>
        <span className="row">
          <Button
            variant="default"
            aria-expanded={doing === 'link'}
            aria-label={say(`Tautkan ${spelling.text}`, `Link ${spelling.text}`)}
            onClick={choose('link')}
          >
            {say('Tautkan', 'Link')}
          </Button>
          <Button
            variant="default"
            aria-expanded={doing === 'approve'}
            aria-label={say(`Nama baru: ${spelling.text}`, `New name: ${spelling.text}`)}
            onClick={choose('approve')}
          >
            {say('Nama baru', 'New name')}
          </Button>
        </span>
      </div>
      {doing === 'link' && <LinkTo spelling={spelling} />}
      {doing === 'approve' && <Approve spelling={spelling} />}
    </li>
  );
}

function LinkTo({ spelling }: { spelling: Unmatched }) {
  const say = useSay();
  return (
    <PickInstitution
      id={`link-${spelling.key}`}
      label={say('Berarti instansi ini', 'It means this institution')}
      button={say('Tautkan', 'Link')}
      act={({ id }, key) =>
        ask(`/v1/desk/institutions/${id}/spellings`, {
          method: 'POST',
          body: { key: spelling.key },
          key,
        })
      }
    />
  );
}

function Approve({ spelling }: { spelling: Unmatched }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [name, setName] = useState(spelling.text);
  const [category, setCategory] = useState(spelling.category);
  const approve = useAct(
    (body: { name: string; category: string; spelling: string }, key) =>
      ask('/v1/desk/institutions', { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['institutions'] }),
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        approve.mutate({ name, category, spelling: spelling.key });
      }}
    >
      <ProblemAlert problem={approve.error} />
      <TextInput
        id={`name-${spelling.key}`}
        label={say('Nama resmi, terlihat oleh semua', 'Official name, seen by everybody')}
        required
        minLength={2}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        id={`category-${spelling.key}`}
        label={say('Jenis instansi', 'Kind of institution')}
        value={category}
        // The options are the code list itself.
        onChange={(event) => setCategory(event.currentTarget.value as Unmatched['category'])}
        data={options('institution')}
      />
      <div>
        <Button type="submit" loading={approve.isPending}>
          {say('Setujui nama ini', 'Approve this name')}
        </Button>
      </div>
    </form>
  );
}

/** Names that are suggested to everybody, and what counts for them. */
function Approved() {
  const say = useSay();
  const [q, setQ] = useState('');
  const [wanted] = useDebouncedValue(q.trim(), 200);
  const pages = usePages<Listed>(['institutions', 'approved'], '/v1/desk/institutions', wanted);
  return (
    <section className="stack">
      <h2>{say('Nama yang disetujui', 'Approved names')}</h2>
      <TextInput
        id="field-q"
        type="search"
        label={say('Cari nama', 'Find a name')}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      <Pages of={pages} empty={<Empty title={say('Tidak ada nama seperti itu', 'No such name')} />}>
        {(institution) => <ApprovedName key={institution.id} institution={institution} />}
      </Pages>
    </section>
  );
}

function ApprovedName({ institution }: { institution: Listed }) {
  const say = useSay();
  const { word } = useCodeWords();
  const [open, setOpen] = useState(false);
  return (
    <li className="stack" style={{ gap: '0.7rem' }}>
      <div className="row between">
        <span>
          <strong>{institution.name}</strong>
          <span className="soft small" style={{ display: 'block' }}>
            {word('institution', institution.category)} ·{' '}
            {say(
              `${institution.visits} kunjungan · ${institution.spellings} ejaan`,
              `visits: ${institution.visits} · spellings: ${institution.spellings}`,
            )}
          </span>
        </span>
        <Button
          variant="subtle"
          aria-expanded={open}
          aria-label={say(`Gabungkan ${institution.name}`, `Merge ${institution.name}`)}
          onClick={() => setOpen(!open)}
        >
          {say('Gabungkan', 'Merge')}
        </Button>
      </div>
      {open && (
        <PickInstitution
          id={`merge-${institution.id}`}
          label={say(
            'Sama dengan instansi ini, yang namanya tetap',
            'The same as this institution, whose name stays',
          )}
          button={say('Gabungkan', 'Merge')}
          except={institution.id}
          act={({ id }, key) =>
            ask(`/v1/desk/institutions/${institution.id}/merge`, {
              method: 'POST',
              body: { intoId: id },
              key,
            })
          }
        />
      )}
    </li>
  );
}

/** Chooses an approved institution and does something with it. */
function PickInstitution({
  id,
  label,
  button,
  except,
  act,
}: {
  id: string;
  label: string;
  button: string;
  /** This one makes no sense here. */
  except?: string;
  act: (chosen: KnownInstitution, key: string) => Promise<unknown>;
}) {
  const say = useSay();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<KnownInstitution>();
  const [missing, setMissing] = useState(false);
  const doing = useAct(act, () => queries.invalidateQueries({ queryKey: ['institutions'] }));
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen === undefined || chosen.id === except) {
          setMissing(true);
        } else {
          doing.mutate(chosen);
        }
      }}
    >
      <ProblemAlert problem={doing.error} />
      <InstitutionField
        id={id}
        label={label}
        value={typed}
        error={missing ? say('Pilih satu dari daftar', 'Choose one from the list') : undefined}
        onChange={(text, known) => {
          setTyped(text);
          setChosen(known);
          setMissing(false);
        }}
      />
      <div>
        <Button type="submit" loading={doing.isPending}>
          {button}
        </Button>
      </div>
    </form>
  );
}
