import type { ReplyOf, searchPublications } from '@pst/contracts';
import { Badge, Button, NativeSelect, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Empty, Failed, Loading } from '../components/states.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';
import { Cover } from './cover.tsx';
import { SaveSearch } from './follow.tsx';
import { Marked } from './marked.tsx';
import { PageHits } from './page-hits.tsx';
import { SearchBox } from './search-box.tsx';

type Found = ReplyOf<typeof searchPublications>;
const route = getRouteApi('/framed/katalog');
const FACETS = ['availability', 'kind', 'year', 'subject', 'area'] as const;
const SHOWN_VALUES = 8;

export function Search() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [q, setQ] = useState(search.q ?? '');
  const [searched, setSearched] = useState(search.q);
  // Going back in the browser changes the address, and the box follows it.
  if (searched !== search.q) {
    setSearched(search.q);
    setQ(search.q ?? '');
  }
  const found = useInfiniteQuery<Found, Problem>({
    queryKey: ['search', search],
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(
        `/v1/publications${query({ ...search, limit: 20, cursor: typeof pageParam === 'string' ? pageParam : undefined })}`,
        { signal },
      ),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const first = found.data?.pages[0];
  const names = {
    availability: say('Ketersediaan', 'Availability'),
    kind: say('Jenis', 'Kind'),
    year: say('Tahun', 'Year'),
    subject: say('Subjek', 'Subject'),
    area: say('Wilayah', 'Area'),
  };
  const valueName = (facet: (typeof FACETS)[number], value: string) =>
    facet === 'kind' || facet === 'availability'
      ? word(facet, value)
      : (first?.facets[facet].find((known) => known.value === value)?.name ?? value);
  const chosen = FACETS.filter((facet) => search[facet] !== undefined);
  const go = (change: Partial<typeof search>) =>
    void navigate({ search: (known) => ({ ...known, ...change }) });
  return (
    <Page title={say('Katalog', 'Catalogue')}>
      <div className="stack" style={{ gap: '2rem' }}>
        <SearchBox flat value={q} onChange={setQ} onSearch={(words) => go({ q: words })} />
        {found.isPending && <Loading lines={8} />}
        {found.error && <Failed problem={found.error} again={() => void found.refetch()} />}
        {first && (
          <div className="split" style={{ gridTemplateColumns: undefined }}>
            <div className="stack">
              <div className="row between">
                <p role="status">
                  <b className="num">{format.number(first.total)}</b>{' '}
                  {say('publikasi ditemukan', 'publications found')}
                </p>
                <NativeSelect
                  aria-label={say('Urutkan', 'Sort')}
                  value={search.sort ?? 'relevance'}
                  onChange={(event) =>
                    go({
                      sort:
                        event.currentTarget.value === 'relevance'
                          ? undefined
                          : event.currentTarget.value,
                    })
                  }
                  data={[
                    { value: 'relevance', label: say('Paling sesuai', 'Best match') },
                    { value: 'newest', label: say('Terbaru', 'Newest') },
                    { value: 'title', label: say('Judul A–Z', 'Title A–Z') },
                  ]}
                />
              </div>
              {chosen.length > 0 && (
                <div className="row">
                  {chosen.map((facet) => (
                    <Button
                      key={facet}
                      variant="light"
                      onClick={() => go({ [facet]: undefined })}
                      aria-label={`${valueName(facet, search[facet] ?? '')} ✕ ${say('hapus saringan', 'remove filter')}`}
                    >
                      {valueName(facet, search[facet] ?? '')} ✕
                    </Button>
                  ))}
                </div>
              )}
              {first.suggestion && (
                <p>
                  {say('Mungkin maksud Anda', 'Did you mean')}{' '}
                  <Link to="/katalog" search={{ ...search, q: first.suggestion }}>
                    {first.suggestion}
                  </Link>
                  ?
                </p>
              )}
              {first.loosely && (
                <p role="status">
                  {say(
                    'Tidak ada yang memuat semua kata itu. Berikut yang memuat sebagian besarnya.',
                    'Nothing has all of these words. These have most of them.',
                  )}
                </p>
              )}
              {first.total === 0 ? (
                <Empty title={say('Tidak ada yang cocok', 'Nothing matches')}>
                  <p>
                    {say(
                      'Coba kata yang lebih umum, periksa ejaan, atau tanyakan kepada petugas.',
                      'Try a more general word, check the spelling, or ask the officer.',
                    )}
                  </p>
                  <div className="row">
                    {chosen.length > 0 && (
                      <ButtonLink to="/katalog" search={{ q: search.q }}>
                        {say('Hapus semua saringan', 'Remove all filters')}
                      </ButtonLink>
                    )}
                    <ButtonLink to="/permintaan" variant="default">
                      {say('Tanya petugas', 'Ask the officer')}
                    </ButtonLink>
                  </div>
                </Empty>
              ) : (
                <>
                  <ul className="results">
                    {(found.data?.pages ?? [])
                      .flatMap((page) => page.items)
                      .map((hit) => (
                        <li key={hit.id} className={hit.hasCover ? 'covered' : undefined}>
                          {hit.hasCover && <Cover id={hit.id} size="small" />}
                          <h2>
                            <Link to="/katalog/$id" params={{ id: hit.id }}>
                              <Marked text={hit.titleHighlighted} />
                            </Link>
                          </h2>
                          <span className="soft small">
                            {[
                              hit.year,
                              word('kind', hit.kind),
                              hit.areaName,
                              hit.pages && `${hit.pages} ${say('halaman', 'pages')}`,
                            ]
                              .filter(Boolean)
                              .join(' · ')}
                          </span>
                          {hit.snippet && (
                            <p className="small">
                              <Marked text={hit.snippet} />
                            </p>
                          )}
                          <div className="row" style={{ gap: '0.5rem' }}>
                            {hit.hasSoftcopy && <Badge>PDF</Badge>}
                            {hit.hardcopies > 0 && (
                              <Badge color="gray">{say('Ada di rak', 'On the shelf')}</Badge>
                            )}
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
                        {say('Tampilkan lebih banyak', 'Show more')}
                      </Button>
                    </div>
                  )}
                </>
              )}
              {search.q !== undefined && <PageHits q={search.q} />}
              <SaveSearch />
            </div>
            {first.total > 0 && (
              <aside className="stack" aria-label={say('Saringan', 'Filters')}>
                <VisuallyHidden>
                  <h2>{say('Saringan', 'Filters')}</h2>
                </VisuallyHidden>
                {FACETS.filter((facet) => first.facets[facet].length > 0).map((facet) => (
                  <section key={facet}>
                    <h3 style={{ marginBottom: '0.3rem' }}>{names[facet]}</h3>
                    <ul className="facet">
                      {first.facets[facet].slice(0, SHOWN_VALUES).map(({ value, count }) => (
                        <li key={value}>
                          <button
                            type="button"
                            aria-pressed={search[facet] === value}
                            onClick={() =>
                              go({ [facet]: search[facet] === value ? undefined : value })
                            }
                          >
                            <span>{valueName(facet, value)}</span>
                            <span className="num">{format.number(count)}</span>
                          </button>
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
              </aside>
            )}
          </div>
        )}
      </div>
    </Page>
  );
}
