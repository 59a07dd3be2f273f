import type { SearchFilters } from '@pst/contracts';
import type { SearchQuery } from './domain/search-query.ts';
import { matchingOf, type Here } from './ranking.ts';

/** What a record must be to be found, as a condition on the rows of `publication`. */
export function narrowed(
  query: SearchFilters,
  asked: SearchQuery,
  bind: (value: unknown) => string,
  here: Here,
) {
  const conditions = [`office = ${bind(here.office)}`, 'not withdrawn'];
  const matching = asked.terms.length > 0 ? matchingOf(asked, bind, here) : undefined;
  if (matching !== undefined) {
    conditions.push(matching.condition);
  }
  if (query.year !== undefined) {
    conditions.push(`year = ${bind(query.year)}`);
  }
  if (query.subject !== undefined) {
    conditions.push(`${bind(query.subject)} = any(subjects)`);
  }
  if (query.area !== undefined) {
    // A regency's code begins with its province's, so a province finds all of its own.
    conditions.push(`starts_with(area, ${bind(query.area)})`);
  }
  if (query.kind !== undefined) {
    conditions.push(`kind = ${bind(query.kind)}`);
  }
  if (query.availability !== undefined) {
    conditions.push(
      query.availability === 'softcopy' ? 'softcopy_pages is not null' : 'hardcopies > 0',
    );
  }
  return { condition: conditions.join(' and '), rank: matching?.rank ?? (() => '0::float8') };
}
