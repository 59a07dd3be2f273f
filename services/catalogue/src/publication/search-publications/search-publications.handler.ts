import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { searchPublications, suggestTitles, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { highlight, snippet } from '../domain/highlight.ts';
import { wordsOf } from '../domain/indonesian.ts';
import { markedWords, readQuery, type SearchQuery } from '../domain/search-query.ts';
import { unansweredWords } from '../domain/unanswered.ts';
import { synonymsOf } from '../synonyms.ts';
import { matchingOf } from './ranking.ts';
import { SearchCount } from './search-count.ts';

type Query = RequestOf<typeof searchPublications>;
type Found = ReplyOf<typeof searchPublications>;
type Sort = NonNullable<Query['sort']>;

interface Row {
  readonly id: string;
  readonly title: string;
  readonly series: string | null;
  readonly year: number | null;
  readonly kind: Found['items'][number]['kind'];
  readonly language: Found['items'][number]['language'];
  readonly area_name: string | null;
  readonly subjects: string[];
  readonly abstract: string | null;
  readonly hardcopies: number;
  readonly softcopy_pages: number | null;
  readonly rank: number;
}

/** What a page is sorted by, as it stands in the cursor: rank, year or title, then the rest. */
const position = z.tuple([z.number(), z.number(), z.string(), z.uuid()]);

const ORDER: Record<Sort, { by: string; after: string }> = {
  relevance: {
    by: 'rank desc, sort_year desc, id',
    after: '(rank < $p1 or (rank = $p1 and (sort_year < $p2 or (sort_year = $p2 and id > $p4))))',
  },
  newest: {
    by: 'sort_year desc, id',
    after: '(sort_year < $p2 or (sort_year = $p2 and id > $p4))',
  },
  title: { by: 'lower(title), id', after: '(lower(title), id) > ($p3, $p4)' },
};
const MOST_FACET_VALUES = 20;
const MOST_SUGGESTIONS = 8;
/** How alike a word of the catalogue must be to be offered instead of what was typed. */
const ALIKE = 0.35;

@Controller()
export class SearchPublicationsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly count: SearchCount,
    private readonly clock: Clock,
  ) {}

  @Answers(searchPublications)
  async handle(query: Query, caller: Caller): Promise<Found> {
    const asked = await this.read(query.q ?? '', caller);
    const hasWords = asked.terms.length > 0;
    const sort = query.sort ?? (hasWords ? 'relevance' : 'newest');
    let found = await this.find({ ...query, sort }, asked, { loosely: false, caller });
    const suggestion =
      hasWords && found.total === 0 ? await this.suggestion(asked, caller.office) : null;
    if (hasWords && query.cursor === undefined) {
      const inVain = found.total === 0 && !isNarrowed(query);
      this.count.add(caller, {
        withoutResult: found.total === 0,
        unanswered: inVain ? unansweredWords(query.q ?? '') : undefined,
      });
    }
    const loosely = found.total === 0 && asked.terms.length > 1;
    if (loosely) {
      found = await this.find({ ...query, sort }, asked, { loosely, caller });
    }
    const page = found.rows.slice(0, query.limit);
    const last = page.at(-1);
    const marked = markedWords(asked);
    return {
      items: page.map((row) => hitOf(row, marked)),
      nextCursor:
        found.rows.length > query.limit && last !== undefined
          ? writeCursor([last.rank, last.year ?? 0, last.title.toLowerCase(), last.id])
          : null,
      total: found.total,
      facets: found.facets,
      suggestion,
      loosely: loosely && found.total > 0,
    };
  }

  @Answers(suggestTitles)
  async suggest({ q }: RequestOf<typeof suggestTitles>, caller: Caller) {
    // The last word is still being typed, so what begins with it counts.
    const [, before = '', typing] = /^(.*?)([\p{L}\p{N}]+)\P{L}*$/su.exec(q) ?? [];
    if (typing === undefined) {
      return { items: [] };
    }
    const values: unknown[] = [caller.office];
    const { condition, rank } = matchingOf(
      await this.read(before, caller),
      (value) => `$${values.push(value)}`,
      { ...this.here(caller), typing: wordsOf(typing).join('') },
    );
    const rows: { id: string; title: string }[] = await this.source.query(
      `select id, title from publication where office = $1 and not withdrawn and ${condition}
       order by ${rank} desc, year desc nulls last, id limit ${MOST_SUGGESTIONS}`,
      values,
    );
    return { items: rows.map(({ id, title }) => ({ text: title, publicationId: id })) };
  }

  private here({ office }: Caller) {
    return { office, year: this.clock.now().getUTCFullYear() };
  }

  private async read(text: string, { office }: Caller): Promise<SearchQuery> {
    return readQuery(text, text === '' ? [] : (await synonymsOf(this.source, office)).groups);
  }

  private async find(
    query: Query & { sort: Sort },
    asked: SearchQuery,
    { loosely, caller }: { loosely: boolean; caller: Caller },
  ) {
    const values: unknown[] = [caller.office];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = ['office = $1', 'not withdrawn'];
    let rank = '0::float8';
    if (asked.terms.length > 0) {
      const matching = matchingOf(asked, bind, { ...this.here(caller), loosely });
      conditions.push(matching.condition);
      rank = matching.rank;
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
    const { by, after } = ORDER[query.sort];
    let page = 'true';
    if (query.cursor !== undefined) {
      const [ranked, year, title, id] = readCursor(query.cursor, position);
      page = after
        .replaceAll('$p1', () => bind(ranked))
        .replaceAll('$p2', () => bind(year))
        .replaceAll('$p3', () => bind(title))
        .replaceAll('$p4', () => bind(id));
    }
    const limit = bind(query.limit + 1);
    const facet = (value: string, from = 'hit', name = 'null::text') =>
      `(select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(f))), '[]') from (
          select ${value}::text as value, ${name} as name, count(*)::int as count from ${from}
          where ${value} is not null group by 1 order by 3 desc, 1 desc limit ${MOST_FACET_VALUES}) f)`;
    const [answer]: { rows: Row[]; total: number; facets: Found['facets'] }[] =
      await this.source.query(
        `with hit as materialized (
           select id, year, coalesce(year, 0) as sort_year, title, kind, area, subjects,
                  hardcopies, softcopy_pages, area_name, ${rank} as rank
           from publication where ${conditions.join(' and ')}
         ), page as (
           select id, rank, sort_year, title from hit where ${page} order by ${by} limit ${limit}
         )
         select
           (select count(*)::int from hit) as total,
           (select coalesce(jsonb_agg(to_jsonb(found)), '[]') from (
              select publication.id, publication.title, series, year, kind, language, area_name,
                     subjects, left(abstract, 4000) as abstract, hardcopies, softcopy_pages,
                     page.rank
              from page join publication using (id)
              order by ${by.replaceAll(/\b(sort_year|title|id|rank)\b/g, 'page.$1')}) found) as rows,
           jsonb_build_object(
             'year', ${facet('year')},
             'kind', ${facet('kind')},
             'area', ${facet('area', 'hit', 'max(area_name)')},
             'subject', ${facet('subject', 'hit, unnest(subjects) as subject')},
             'availability', ${facet(
               'availability',
               `hit, unnest(array_remove(array[
                  case when softcopy_pages is not null then 'softcopy' end,
                  case when hardcopies > 0 then 'hardcopy' end], null)) as availability`,
             )}) as facets`,
        values,
      );
    if (answer === undefined) {
      throw new Error('An aggregate always has one row');
    }
    return answer;
  }

  /** What was typed with every unknown word replaced by the most alike one; null when none is. */
  private async suggestion({ key }: SearchQuery, office: string): Promise<string | null> {
    const words = key.split(' ');
    const replaced = await Promise.all(
      words.map(async (word) => {
        const [best]: { word: string; alike: number }[] = await this.source.query(
          `select word, similarity(word, $2) as alike from search_word
           where office = $1 and (word = $2 or word % $2)
           order by (word = $2) desc, 2 desc, word limit 1`,
          [office, word],
        );
        return best !== undefined && best.alike >= ALIKE ? best.word : word;
      }),
    );
    const suggestion = replaced.join(' ');
    return suggestion === words.join(' ') ? null : suggestion;
  }
}

const isNarrowed = ({ year, subject, area, kind, availability }: Query): boolean =>
  [year, subject, area, kind, availability].some((filter) => filter !== undefined);

function hitOf(row: Row, words: readonly string[]): Found['items'][number] {
  return {
    id: row.id,
    title: row.title,
    titleHighlighted: highlight(row.title, words),
    snippet: row.abstract === null ? null : snippet(row.abstract, words),
    series: row.series,
    year: row.year,
    kind: row.kind,
    language: row.language,
    areaName: row.area_name,
    subjects: row.subjects,
    hasSoftcopy: row.softcopy_pages !== null,
    hardcopies: row.hardcopies,
    pages: row.softcopy_pages,
  };
}
