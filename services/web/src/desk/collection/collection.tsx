import type { ReplyOf, searchPublications } from '@pst/contracts';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { ButtonLink } from '../../components/links.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { ask, query, type Problem } from '../../gateway/gateway.ts';
import { useFormat, useSay } from '../../language/language.ts';
import { DeskPage } from '../desk-page.tsx';
import { Batch } from './batch.tsx';
import { Export } from './export.tsx';

type Found = ReplyOf<typeof searchPublications>;

const TYPING_MS = 250;

/** What the library has, for whoever keeps it: find, open, and change many at once. */
export function Collection() {
  const say = useSay();
  return (
    <DeskPage title={say('Koleksi', 'Collection')} roles={['librarian', 'admin']}>
      {() => (
        <div className="stack">
          <div className="row">
            <ButtonLink to="/meja/koleksi/baru">
              {say('Tambah publikasi', 'Add a publication')}
            </ButtonLink>
            <ButtonLink to="/meja/koleksi/ganda" variant="default">
              {say('Rekaman ganda', 'Duplicates')}
            </ButtonLink>
          </div>
          <List />
          <Export />
        </div>
      )}
    </DeskPage>
  );
}

function List() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [q, setQ] = useState('');
  const [typed] = useDebouncedValue(q.trim(), TYPING_MS);
  const [sort, setSort] = useState('newest');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = useInfiniteQuery<Found, Problem>({
    queryKey: ['collection', typed, sort],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(
        `/v1/publications${query({ q: typed, sort: typed === '' ? sort : undefined, limit: 50, cursor: typeof pageParam === 'string' ? pageParam : undefined })}`,
        { signal },
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const all = items.length > 0 && items.every(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) {
        next.add(id);
      } else {
        next.delete(id);
      }
    }
    setChosen(next);
  };
  return (
    <>
      <div className="tiles">
        <TextInput
          type="search"
          label={say('Cari', 'Search')}
          placeholder={say('Judul, nomor, ISBN', 'Title, number, ISBN')}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
        <NativeSelect
          label={say('Urutan', 'Order')}
          value={sort}
          disabled={typed !== ''}
          onChange={(event) => setSort(event.currentTarget.value)}
          data={[
            { value: 'newest', label: say('Terbaru', 'Newest') },
            { value: 'title', label: say('Judul A–Z', 'Title A–Z') },
          ]}
        />
      </div>
      {found.isPending && <Loading lines={8} />}
      {found.error && <Failed problem={found.error} again={() => void found.refetch()} />}
      {found.data && (
        <>
          <div className="row between">
            <Checkbox
              label={say('Pilih semua yang tampil', 'Choose all shown')}
              checked={all}
              indeterminate={!all && chosen.size > 0}
              onChange={(event) =>
                choose(
                  items.map(({ id }) => id),
                  event.currentTarget.checked,
                )
              }
            />
            <p role="status" className="num">
              {format.number(found.data.pages[0]?.total ?? 0)} {say('publikasi', 'publications')}
              {chosen.size > 0 && ` · ${format.number(chosen.size)} ${say('dipilih', 'chosen')}`}
            </p>
          </div>
          {chosen.size > 0 && <Batch ids={[...chosen]} done={() => setChosen(new Set())} />}
          {items.length === 0 && (
            <Empty title={say('Tidak ada yang cocok', 'Nothing matches')}>
              <ButtonLink to="/meja/koleksi/baru">
                {say('Tambah publikasi', 'Add a publication')}
              </ButtonLink>
            </Empty>
          )}
          <ul className="results">
            {items.map((item) => (
              <li key={item.id}>
                <div className="row" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
                  <Checkbox
                    aria-label={`${say('Pilih', 'Choose')} ${item.title}`}
                    checked={chosen.has(item.id)}
                    onChange={(event) => choose([item.id], event.currentTarget.checked)}
                  />
                  <div>
                    <Link to="/meja/koleksi/$id" params={{ id: item.id }}>
                      {item.title}
                    </Link>
                    <p className="soft small num">
                      {[
                        item.year,
                        word('kind', item.kind),
                        item.hasSoftcopy
                          ? `PDF ${item.pages ?? ''} ${say('hlm', 'pp')}`
                          : say('tanpa PDF', 'no PDF'),
                        say(`${item.hardcopies} eksemplar`, `${item.hardcopies} copies`),
                      ]
                        .filter((part) => part !== null)
                        .join(' · ')}
                    </p>
                  </div>
                </div>
              </li>
            ))}
          </ul>
          {found.hasNextPage && (
            <div>
              <Button
                variant="default"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {say('Lebih banyak', 'More')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
