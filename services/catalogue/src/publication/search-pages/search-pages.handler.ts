import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { searchPages, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ageing } from '../ageing.ts';
import { matchesIn, snippet } from '../domain/highlight.ts';
import { pageWordsOf } from '../domain/page-words.ts';
import { markedWords, readQuery, tsqueryOf } from '../domain/search-query.ts';
import { readableBy } from '../reading-rights.ts';
import { synonymsOf } from '../synonyms.ts';

interface Row {
  readonly publication_id: string;
  readonly title: string;
  readonly year: number | null;
  readonly page: number;
  readonly text: string;
  readonly rank: number;
}

/** Of a word on more pages than this only those of the books that came last are ranked (ADR 16). */
const MOST_RANKED = 2_000;
const OF_NEWEST = 400;
const OF_ONE_BOOK = 20;

const ASKED = `to_tsquery('simple', $2)`;
const READABLE = `publication.office = $1 and not withdrawn and access = any($3)`;
const ALL_PAGES = `
  select page_text.publication_id, page, year
  from page_text
    join softcopy on softcopy.id = softcopy_id
    join publication on publication.id = page_text.publication_id
  where page_text.search @@ ${ASKED} and ${READABLE}`;
/** Book by book from the one that came last, until there are enough. */
const PAGES_OF_NEWEST = `
  select publication.id as publication_id, page, year
  from softcopy
    join publication on publication.id = publication_id
    cross join lateral (
      select page from page_text
      where page_text.publication_id = publication.id and softcopy_id = softcopy.id
        and search @@ ${ASKED}
      order by page limit ${OF_ONE_BOOK}) as page_text
  where ${READABLE}
  order by publication.id desc limit ${OF_NEWEST}`;

const position = z.tuple([z.number(), z.uuid(), z.number().int()]);

/** Finds the page inside the PDFs that the caller may read. */
@Controller()
export class SearchPagesHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(searchPages)
  async handle(
    query: RequestOf<typeof searchPages>,
    caller: Caller,
  ): Promise<ReplyOf<typeof searchPages>> {
    const asked = readQuery(query.q, (await synonymsOf(this.source, caller.office)).groups);
    const terms = asked.terms.filter(({ words }) => pageWordsOf(words.join(' ')).length > 0);
    if (terms.length === 0) {
      return { items: [], nextCursor: null };
    }
    const rows = await this.find(
      query,
      terms.map((term) => `(${tsqueryOf(term)})`),
      caller,
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const marked = markedWords(asked);
    return {
      items: page.map((row) => ({
        publicationId: row.publication_id,
        title: row.title,
        year: row.year,
        page: row.page,
        snippet: snippet(row.text.replaceAll(/\s+/g, ' '), marked) ?? '',
        words: matchesIn(row.text, marked),
      })),
      nextCursor:
        rows.length > query.limit && last !== undefined
          ? writeCursor([last.rank, last.publication_id, last.page])
          : null,
    };
  }

  private async find(
    query: RequestOf<typeof searchPages>,
    terms: readonly string[],
    caller: Caller,
  ): Promise<Row[]> {
    const values: unknown[] = [caller.office, terms.join(' & '), readableBy(caller.actor)];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const within = query.publicationId;
    const rank =
      within === undefined
        ? `(ts_rank(search, ${ASKED}, 1) + ${ageing(bind(this.clock.now().getUTCFullYear()))})::float8`
        : '0::float8';
    const candidates =
      within !== undefined
        ? `${ALL_PAGES} and publication.id = ${bind(within)}`
        : (await this.isCommon(caller.office, terms))
          ? PAGES_OF_NEWEST
          : ALL_PAGES;
    let after = 'true';
    if (query.cursor !== undefined) {
      const [ranked, publicationId, page] = readCursor(query.cursor, position);
      const [r, p] = [bind(ranked), bind(publicationId)];
      after = `(rank < ${r} or (rank = ${r} and (publication_id, page) > (${p}, ${bind(page)})))`;
    }
    return this.source.query(
      `with candidate as materialized (
         ${candidates}
       ), hit as materialized (
         select publication_id, page, ${rank} as rank
         from candidate join page_text using (publication_id, page)
       ), page as (
         select * from hit where ${after}
         order by rank desc, publication_id, page limit ${bind(query.limit + 1)}
       )
       select publication_id, title, year, page, text, rank
       from page join page_text using (publication_id, page)
         join publication on publication.id = publication_id
       order by rank desc, publication_id, page`,
      values,
    );
  }

  private async isCommon(office: string, terms: readonly string[]): Promise<boolean> {
    const [{ many }]: [{ many: boolean }] = await this.source.query(
      `select count(*) > ${MOST_RANKED} as many from (
         select from page_text where office = $1 and search @@ ${ASKED} limit ${MOST_RANKED + 1}) page`,
      [office, terms.join(' & ')],
    );
    return many;
  }
}
