import { tsqueryOf, type SearchQuery } from './domain/search-query.ts';
import { ageing } from './ageing.ts';

/** Which records match, and how well, as SQL over `publication`. */
interface Matching {
  readonly condition: string;
  /** Binds what only the rank needs. */
  readonly rank: () => string;
}

export interface Here {
  readonly loosely?: boolean;
  readonly typing?: string;
  readonly office: string;
  readonly year: number;
}

/** Puts a value into the statement's parameters and names its place. */
type Bind = (value: unknown) => string;

/** Of a word in D, C, B and A; see `searchTextsOf`. */
const WEIGHTS = 'array[0.05, 0.15, 0.5, 1.0]';
/** What counts beside the words; a single word that stands in a short title is worth about a half. */
const EXACT_TITLE = 2;
const YEAR_OF_EDITION = 0.3;
const OWN_AREA = 0.15;
const WITHIN_OWN_AREA = 0.05;
/** How many are ranked; nobody pages further, and who wants all of them sorts by year or title. */
const NEWEST = 500;
const NEWEST_OF_OFFICE = 200;
const EXACT = 100;
/** Words of a long query that are looked for in halves. */
const MOST_WEIGHED = 8;

/**
 * Records that have every part of the query, or, `loosely`, half of its words and more.
 *
 * @param here the office, whose code is that of its area; the year it is; and the beginning of a word
 *   of the title that is still being typed.
 */
export function matchingOf(
  { terms, years, key }: SearchQuery,
  bind: Bind,
  { loosely = false, typing, office, year }: Here,
): Matching {
  const asked = terms.map((term) => `(${tsqueryOf(term)})`);
  const words = [...asked, ...(typing === undefined ? [] : [`${typing}:*A`])];
  const query = (text: string) => `to_tsquery('simple', ${bind(text)})`;
  const found = query(loosely ? halfOf(terms) : words.join(' & '));
  const weighed = () => (loosely ? query(asked.join(' | ')) : found);
  const boosts = () => [
    `case when title_key = ${bind(key)} then ${EXACT_TITLE} else 0 end`,
    years.length > 0
      ? `case when year = any(${bind(years)}::int[]) then ${YEAR_OF_EDITION} else 0 end`
      : ageing(bind(year)),
    `case when area = ${bind(office)} then ${OWN_AREA}
          when starts_with(area, ${bind(office)}) then ${WITHIN_OWN_AREA} else 0 end`,
    ...(loosely ? [shareOf(terms, bind)] : []),
  ];
  return {
    condition: `search @@ ${found}`,
    // Divided by the logarithm of the length, so that a short exact title comes first.
    rank: () => `(ts_rank(${WEIGHTS}, search, ${weighed()}, 1) + ${boosts().join(' + ')})::float8`,
  };
}

/**
 * The ids of the records that are worth ranking, as SQL: of a word that is in nearly every record the
 * newest editions, the office's own among them, and whatever has exactly that title. Each of the three
 * is walked to in the order of an index and left as soon as there are enough (ADR 16).
 */
export function candidatesOf(
  condition: string,
  bind: Bind,
  { key, office }: { key: string; office: string },
): string {
  const walk = (more: string, most: number) =>
    `(select id from publication where ${condition}${more}
      order by coalesce(year, 0) desc, id desc limit ${most})`;
  return [
    walk('', NEWEST),
    walk(` and area = ${bind(office)}`, NEWEST_OF_OFFICE),
    `(select id from publication where ${condition} and title_key = ${bind(key)} limit ${EXACT})`,
  ].join(' union ');
}

/** The words, years aside; a query of years alone is about them. */
function tellingOf(terms: SearchQuery['terms']): SearchQuery['terms'] {
  const telling = terms.filter(({ isYear }) => !isYear);
  return telling.length > 0 ? telling : terms;
}

/** The share of the words that a record has. */
function shareOf(terms: SearchQuery['terms'], bind: Bind): string {
  const telling = tellingOf(terms);
  const met = telling.map(
    (term) => `(search @@ to_tsquery('simple', ${bind(tsqueryOf(term))}))::int`,
  );
  return `((${met.join(' + ')})::float8 / ${telling.length})`;
}

/**
 * Half of the words and more, written out so that the index alone decides: counting in the rows would
 * read nearly all of them.
 */
function halfOf(terms: SearchQuery['terms']): string {
  const telling = tellingOf(terms).slice(0, MOST_WEIGHED).map(tsqueryOf);
  return choices(telling, Math.ceil(telling.length / 2))
    .map((some) => `(${some.map((term) => `(${term})`).join(' & ')})`)
    .join(' | ');
}

/** Every way of taking so many of them, in their order. */
function choices(items: readonly string[], many: number): string[][] {
  const [first, ...rest] = items;
  if (many === 0) {
    return [[]];
  }
  if (first === undefined) {
    return [];
  }
  return [...choices(rest, many - 1).map((some) => [first, ...some]), ...choices(rest, many)];
}
