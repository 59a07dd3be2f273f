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
import { markedWords, readQuery, tsqueryOf, type SearchQuery } from '../domain/search-query.ts';
import { unansweredWords } from '../domain/unanswered.ts';
import { narrowed } from '../narrowed.ts';
import { candidatesOf, matchingOf, type Here } from '../ranking.ts';
import { synonymsOf } from '../synonyms.ts';
import { HitCounts, type Counts } from './hit-counts.ts';
import { SearchCount } from './search-count.ts';

type Query = RequestOf<typeof searchPublications>;
type Found = ReplyOf<typeof searchPublications>;
type Sort = NonNullable<Query['sort']>;
type Sorted = Query & { readonly sort: Sort };

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
  readonly has_cover: boolean;
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
    by: 'sort_year desc, id desc',
    after: '(sort_year, id) < ($p2, $p4)',
  },
  title: { by: 'lower(title), id', after: '(lower(title), id) > ($p3, $p4)' },
};
const MOST_SUGGESTIONS = 8;
/** Of more only the candidates are ranked. */
const MOST_RANKED = 5_000;
/** How alike a word of the catalogue must be to be offered instead of what was typed. */
const ALIKE = 0.35;

@Controller()
export class SearchPublicationsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly count: SearchCount,
    private readonly clock: Clock,
    private readonly hitCounts: HitCounts,
  ) {}

  @Answers(searchPublications)
  async handle(query: Query, caller: Caller): Promise<Found> {
    const asked = await this.read(query.q ?? '', caller);
    const hasWords = asked.terms.length > 0;
    const sort = query.sort ?? (hasWords ? 'relevance' : 'newest');
    const exactly = await this.find({ ...query, sort }, asked, caller);
    if (hasWords && query.cursor === undefined) {
      const inVain = exactly.total === 0 && !isNarrowed(query);
      this.count.add(caller, {
        withoutResult: exactly.total === 0,
        unanswered: inVain ? unansweredWords(query.q ?? '') : undefined,
      });
    }
    const [found, suggestion] =
      hasWords && exactly.total === 0
        ? await Promise.all([
            this.findLoosely({ ...query, sort }, asked, caller),
            this.suggestion(asked, caller.office),
          ])
        : [exactly, null];
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
      loosely: found !== exactly && found.total > 0,
    };
  }

  @Answers(suggestTitles)
  async suggest({ q }: RequestOf<typeof suggestTitles>, caller: Caller) {
    // The last word is still being typed, so what begins with it counts.
    const [, before = '', typing] = /^(.*?)([\p{L}\p{N}]+)\P{L}*$/su.exec(q) ?? [];
    if (typing === undefined) {
      return { items: [] };
    }
    const here = { ...this.here(caller), typing: wordsOf(typing).join('') };
    const values: unknown[] = [here.office];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const { condition, rank } = matchingOf(await this.read(before, caller), bind, here);
    const found = `office = $1 and not withdrawn and ${condition}`;
    const rows: { id: string; title: string }[] = await this.source.query(
      `select id, title from publication
       where id in (${candidatesOf(found, bind, { key: wordsOf(q).join(' '), office: here.office })})
       order by ${rank()} desc, year desc nulls last, id limit ${MOST_SUGGESTIONS}`,
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

  /** Without the words that stand nowhere; and when that is still too much, with half of the words. */
  private async findLoosely(query: Sorted, asked: SearchQuery, caller: Caller) {
    const there: { n: number }[] = await this.source.query(
      `select n::int from unnest($2::text[]) with ordinality as asked (tsquery, n)
       where exists (select from publication
         where office = $1 and not withdrawn and search @@ to_tsquery('simple', tsquery))`,
      [caller.office, asked.terms.map(tsqueryOf)],
    );
    const terms = there.map(({ n }) => asked.terms[n - 1]).filter((term) => term !== undefined);
    if (isMost(terms, asked.terms)) {
      const found = await this.find(query, { ...asked, terms }, caller);
      if (found.total > 0) {
        return found;
      }
    }
    return this.find(query, asked, caller, asked.terms.length > 1);
  }

  private async find(query: Sorted, asked: SearchQuery, caller: Caller, loosely = false) {
    const here = { ...this.here(caller), loosely };
    const counts = await this.counts(query, asked, here);
    const rows = counts.total === 0 ? [] : await this.rows(query, asked, here, counts.total);
    return { rows, ...counts };
  }

  private counts(query: Query, asked: SearchQuery, here: Here): Promise<Counts> {
    const values: unknown[] = [];
    const { condition } = narrowed(query, asked, (value) => `$${values.push(value)}`, here);
    return this.hitCounts.of(condition, values);
  }

  private rows(query: Sorted, asked: SearchQuery, here: Here, total: number): Promise<Row[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const { condition, rank } = narrowed(query, asked, bind, here);
    const ranked = query.sort === 'relevance' && asked.terms.length > 0;
    const { by, after } = ORDER[query.sort];
    let page = 'true';
    if (query.cursor !== undefined) {
      const [rankThere, year, title, id] = readCursor(query.cursor, position);
      page = after
        .replaceAll('$p1', () => bind(rankThere))
        .replaceAll('$p2', () => bind(year))
        .replaceAll('$p3', () => bind(title))
        .replaceAll('$p4', () => bind(id));
    }
    const among =
      ranked && total > MOST_RANKED
        ? `id in (${candidatesOf(condition, bind, { key: asked.key, office: here.office })})`
        : condition;
    return this.source.query(
      `select id, title, series, year, kind, language, area_name, subjects,
              left(abstract, 4000) as abstract, hardcopies, softcopy_pages, has_cover, rank
       from (select *, coalesce(year, 0) as sort_year, ${ranked ? rank() : '0::float8'} as rank
             from publication where ${among}) as hit
       where ${page} order by ${by} limit ${bind(query.limit + 1)}`,
      values,
    );
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

/** Some are missing, yet no more than half of those that are no years. */
function isMost(terms: SearchQuery['terms'], of: SearchQuery['terms']): boolean {
  const words = (all: SearchQuery['terms']) => all.filter(({ isYear }) => !isYear).length;
  return terms.length < of.length && words(terms) > 0 && words(terms) * 2 >= words(of);
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
    hasCover: row.has_cover,
    hardcopies: row.hardcopies,
    pages: row.softcopy_pages,
  };
}
