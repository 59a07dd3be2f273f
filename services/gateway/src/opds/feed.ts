import type { Language, Publication, ReplyOf, searchPublications } from '@pst/contracts';

type Found = ReplyOf<typeof searchPublications>;
type Words = Record<Language, string>;

/** How a reading app may narrow a feed; the names are those of the search itself. */
export interface FeedQuery {
  readonly q?: string;
  readonly year?: string;
  readonly subject?: string;
  readonly kind?: Publication['kind'];
  readonly sort?: 'relevance' | 'newest' | 'title';
  readonly cursor?: string;
}

/** One way to narrow the feed: what it is called, how many it leaves, and whether it is chosen. */
interface Choice {
  readonly title: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly query: FeedQuery;
}

/** A page of what can be read here, before it is written in either version of OPDS. */
export interface Feed {
  readonly title: string;
  readonly query: FeedQuery;
  readonly publications: readonly Readable[];
  readonly facets: readonly { readonly title: string; readonly choices: readonly Choice[] }[];
  readonly total: number;
  readonly next: FeedQuery | undefined;
  /** When the newest of its publications changed. */
  readonly updatedAt: string;
}

/** A way from the root into the collection. */
export interface Door {
  readonly title: string;
  readonly query: FeedQuery;
}

/** A publication with a PDF that readers may have. */
export type Readable = Publication & { softcopy: NonNullable<Publication['softcopy']> };

const FACETS: readonly { name: 'year' | 'subject' | 'kind'; title: Words }[] = [
  { name: 'year', title: { id: 'Tahun', en: 'Year' } },
  { name: 'subject', title: { id: 'Subjek', en: 'Subject' } },
  { name: 'kind', title: { id: 'Jenis', en: 'Kind' } },
];
const KINDS: Record<Publication['kind'], Words> = {
  serial: { id: 'Terbitan berkala', en: 'Serial' },
  book: { id: 'Buku', en: 'Book' },
  report: { id: 'Laporan', en: 'Report' },
  'press-release': { id: 'Berita resmi statistik', en: 'Press release' },
  leaflet: { id: 'Leaflet', en: 'Leaflet' },
  other: { id: 'Lainnya', en: 'Other' },
};
const NEWEST: Words = { id: 'Edisi terbaru', en: 'Newest editions' };
const BY_TITLE: Words = { id: 'Semua menurut judul', en: 'All by title' };
const MOST_SUBJECTS = 12;

/** The feed of one page of a search; what only staff may read is not offered to reading apps. */
export function feedOf(
  query: FeedQuery,
  { total, facets, nextCursor }: Found,
  described: readonly Publication[],
  { language, now }: { language: Language; now: Date },
): Feed {
  const { cursor: _place, ...narrowing } = query;
  const publications = described.filter(
    (one): one is Readable =>
      !one.withdrawn && one.softcopy !== null && one.softcopy.access !== 'staff',
  );
  return {
    title: titleOf(query, language),
    query,
    publications,
    facets: FACETS.map(({ name, title }) => ({
      title: title[language],
      choices: facets[name].map(({ value, count }) => ({
        title: name === 'kind' ? nameOfKind(value, language) : value,
        count,
        chosen: query[name] === value,
        query: { ...narrowing, [name]: value },
      })),
    })).filter(({ choices }) => choices.length > 0),
    total,
    next: nextCursor === null ? undefined : { ...narrowing, cursor: nextCursor },
    updatedAt:
      publications
        .map(({ changedAt }) => changedAt)
        .toSorted()
        .at(-1) ?? now.toISOString(),
  };
}

/** The doors of the root: the newest, everything, and the subjects with most to read. */
export function doorsOf({ facets }: Found, language: Language): Door[] {
  return [
    { title: NEWEST[language], query: { sort: 'newest' } },
    { title: BY_TITLE[language], query: { sort: 'title' } },
    ...facets.subject.slice(0, MOST_SUBJECTS).map(({ value }) => ({
      title: value,
      query: { subject: value, sort: 'newest' as const },
    })),
  ];
}

function titleOf({ q, subject, sort }: FeedQuery, language: Language): string {
  return q || subject || (sort === 'title' ? BY_TITLE : NEWEST)[language];
}

const nameOfKind = (kind: string, language: Language): string =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as Publication['kind']][language] : kind;

/** The languages of a publication as BCP 47 tags. */
export const languagesOf = ({ language }: Publication): string[] =>
  language === 'id-en' ? ['id', 'en'] : [language];

/** Where a version's pages are, with their parameters. */
export function addressOf(path: string, query: FeedQuery): string {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}
