import { z } from 'zod';
import { SruDiagnostic, type Cql, type SortKey } from '../domain/cql.ts';
import { wordsOf } from '../domain/indonesian.ts';
import { readQuery, tsqueryOf, type Synonyms } from '../domain/search-query.ts';

type Bind = (value: unknown) => string;
type Condition = Exclude<Cql, string | { operator: unknown }>;

/** The condition of a query on the rows of `publication`, as SQL; `bind` takes a value and gives its place. */
export function conditionOf(cql: Cql, synonyms: Synonyms, bind: Bind): string {
  if (cql === 'everything') {
    return 'true';
  }
  if ('operator' in cql) {
    const [left, right] = [cql.left, cql.right].map((side) => conditionOf(side, synonyms, bind));
    return cql.operator === 'not'
      ? `(${left} and not ${right})`
      : `(${left} ${cql.operator} ${right})`;
  }
  switch (cql.index) {
    case 'anywhere':
      return cql.relation === '=' || cql.relation === 'all'
        ? `search @@ to_tsquery('simple', ${bind(anywhere(cql.term, synonyms))})`
        : inWords(cql, '', bind);
    case 'title':
      return cql.relation === '=='
        ? `title_key = ${bind(wordsOf(cql.term).join(' '))}`
        : inWords(cql, 'A', bind);
    case 'creator':
      return inValues(cql, 'authors', 'C', bind);
    case 'subject':
      return inValues(cql, 'subjects', 'B', bind);
    case 'date':
      return onDate(cql, bind);
    case 'identifier':
      return `(id::text = ${bind(cql.term.toLowerCase())} or
               ${bind(cql.term)} in (isbn, issn, catalogue_number, publication_number))`;
  }
}

/** By what a list is sorted; the id last, so that pages never overlap. */
export function orderOf(keys: readonly SortKey[]): string {
  const columns = { title: 'title_key', date: 'year' };
  return [...keys, { index: 'date', descending: true } as const]
    .map(({ index, descending }) => `${columns[index]} ${descending ? 'desc' : 'asc'} nulls last`)
    .concat('id')
    .join(', ');
}

const OPERATORS: Partial<Record<Condition['relation'], string>> = {
  '=': ' & ',
  all: ' & ',
  any: ' | ',
  adj: ' <-> ',
};

function anywhere(term: string, synonyms: Synonyms): string {
  if (term.includes('*')) {
    return lexemes(term, '').join(' & ');
  }
  return readQuery(term, synonyms)
    .terms.map((one) => `(${tsqueryOf(one)})`)
    .join(' & ');
}

/** Words of the search index, of one weight; a `*` at the end of a word is whatever follows. */
function lexemes(term: string, weight: '' | 'A' | 'B' | 'C'): string[] {
  return term.split(/\s+/).flatMap((part) => {
    const sign = (part.endsWith('*') ? '*' : '') + weight;
    return wordsOf(part).map((word) => (sign === '' ? word : `${word}:${sign}`));
  });
}

function inWords({ relation, term }: Condition, weight: '' | 'A' | 'B' | 'C', bind: Bind): string {
  const operator = OPERATORS[relation];
  if (operator === undefined) {
    throw new SruDiagnostic(19, 'Unsupported relation', relation);
  }
  return `search @@ to_tsquery('simple', ${bind(lexemes(term, weight).join(operator))})`;
}

/** One of several values, found by the index first and then looked at itself. */
function inValues(cql: Condition, column: string, weight: 'B' | 'C', bind: Bind): string {
  const { relation, term } = cql;
  if (relation === '==') {
    return `lower(${bind(term)}) in (select lower(value) from unnest(${column}) value)`;
  }
  const patterns = wordsOf(term).map((word) => `%${word}%`);
  const quantifier = relation === 'any' ? 'any' : 'all';
  return `(${inWords(cql, weight, bind)} and exists (
     select from unnest(${column}) value where value ilike ${quantifier} (${bind(patterns)}::text[])))`;
}

const COMPARISONS: readonly string[] = ['=', '==', '<>', '<', '<=', '>', '>='];

/** A year is the year of the edition, a whole date the day of release. */
function onDate({ relation, term }: Condition, bind: Bind): string {
  const dates = term.trim().split(/\s+/);
  const years = dates.every((date) => /^\d{4}$/.test(date));
  const isDate = (date: string) => /^[1-9]/.test(date) && z.iso.date().safeParse(date).success;
  if (!years && !dates.every(isDate)) {
    throw new SruDiagnostic(36, 'Term in invalid format for index or relation', term);
  }
  const column = years ? 'year' : 'released_on';
  const place = (date: string | undefined) => `${bind(date)}::${years ? 'int' : 'date'}`;
  if (relation === 'within' && dates.length === 2) {
    return `${column} between ${place(dates[0])} and ${place(dates[1])}`;
  }
  if (!COMPARISONS.includes(relation) || dates.length !== 1) {
    throw new SruDiagnostic(19, 'Unsupported relation', relation);
  }
  return `${column} ${relation === '==' ? '=' : relation} ${place(dates[0])}`;
}
