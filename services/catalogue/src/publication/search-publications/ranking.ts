import { tsqueryOf, type SearchQuery } from '../domain/search-query.ts';
import { ageing } from '../ageing.ts';

/** Which records match, and how well, as SQL over `publication`. */
interface Matching {
  readonly condition: string;
  readonly rank: string;
}

interface Here {
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
  const all = `to_tsquery('simple', ${bind(words.join(loosely ? ' | ' : ' & '))})`;
  const share = loosely ? shareOf(terms, bind) : undefined;
  const boosts = [
    `case when title_key = ${bind(key)} then ${EXACT_TITLE} else 0 end`,
    years.length > 0
      ? `case when year = any(${bind(years)}::int[]) then ${YEAR_OF_EDITION} else 0 end`
      : ageing(bind(year)),
    `case when area = ${bind(office)} then ${OWN_AREA}
          when starts_with(area, ${bind(office)}) then ${WITHIN_OWN_AREA} else 0 end`,
    ...(share === undefined ? [] : [share]),
  ];
  return {
    condition: `search @@ ${all}${share === undefined ? '' : ` and ${share} >= 0.5`}`,
    // Divided by the logarithm of the length, so that a short exact title comes first.
    rank: `(ts_rank(${WEIGHTS}, search, ${all}, 1) + ${boosts.join(' + ')})::float8`,
  };
}

/** The share of the words, years aside, that a record has; a query of years alone counts them. */
function shareOf(terms: SearchQuery['terms'], bind: Bind): string {
  const telling = terms.some(({ isYear }) => !isYear)
    ? terms.filter(({ isYear }) => !isYear)
    : terms;
  const met = telling.map(
    (term) => `(search @@ to_tsquery('simple', ${bind(tsqueryOf(term))}))::int`,
  );
  return `((${met.join(' + ')})::float8 / ${telling.length})`;
}
