import { Clock } from '@pst/config';
import { newId, searchPublications } from '@pst/contracts';
import type { createDataSource } from '@pst/persistence';
import { anonymous } from '@pst/security';

import { Publication } from '../../../services/catalogue/src/publication/domain/publication.ts';
import { HitCounts } from '../../../services/catalogue/src/publication/search-publications/hit-counts.ts';
import type { SearchCount } from '../../../services/catalogue/src/publication/search-publications/search-count.ts';
import { SearchPublicationsHandler } from '../../../services/catalogue/src/publication/search-publications/search-publications.handler.ts';
import { storePublication } from '../../../services/catalogue/src/publication/store-publication.ts';
import { meanOf, qualityOf, type Quality } from './measures.ts';
import { GRADED_QUERIES } from './queries.ts';
import { gradedRecords } from './records.ts';

const OFFICE = '1606';
const CLOCK = Clock.standing(new Date('2026-11-23T02:00:00Z'));
const caller = {
  office: OFFICE,
  language: 'id',
  actor: anonymous,
  operation: 'search',
  fingerprint: '',
} as const;

/** What PostgreSQL brings by itself. */
const PLAIN = ['simple', 'english', 'indonesian'] as const;
/** How far every measure of ours must be above the best of the plain ones. */
const MARGIN = 0.25;

type DataSource = ReturnType<typeof createDataSource>;
type Search = (q: string) => Promise<string[]>;

export interface Relevance {
  readonly ours: Quality;
  readonly plain: Readonly<Record<(typeof PLAIN)[number], Quality>>;
  /** Whether ours is ahead of the best plain search by the margin in every measure. */
  readonly kept: boolean;
  /** The queries that ours answers worst, worst first. */
  readonly worst: readonly { readonly q: string; readonly ndcg: number; readonly first: string }[];
}

/** Fills an empty catalogue with the graded records and asks it, and plain PostgreSQL, every graded query. */
export async function measureRelevance(source: DataSource): Promise<Relevance> {
  const titles = await fill(source);
  const ours = await measured(searchOf(source), titles);
  const [simple, english, indonesian] = await Promise.all(
    PLAIN.map(async (configuration) => {
      const answers = await measured(plainSearch(source, configuration), titles);
      return meanOf(answers.map(({ quality }) => quality));
    }),
  );
  if (simple === undefined || english === undefined || indonesian === undefined) {
    throw new Error('Every configuration has been measured');
  }
  const mean = meanOf(ours.map(({ quality }) => quality));
  const rivals = [simple, english, indonesian];
  return {
    ours: mean,
    plain: { simple, english, indonesian },
    kept: (['ndcg', 'mrr', 'recall'] as const).every(
      (measure) => mean[measure] >= Math.max(...rivals.map((rival) => rival[measure])) + MARGIN,
    ),
    worst: ours
      .map(({ q, quality, found }) => ({ q, ndcg: quality.ndcg, first: found[0] ?? '' }))
      .toSorted((a, b) => a.ndcg - b.ndcg),
  };
}

async function fill(source: DataSource): Promise<string[]> {
  const now = CLOCK.now();
  const records = gradedRecords();
  await source.transaction(async (db) => {
    // Nobody listens here.
    const tx = { db, publish: () => Promise.resolve(), send: () => Promise.resolve() };
    for (const fields of records) {
      const id = newId(now.getTime());
      const publication = Publication.described({ id, office: OFFICE, origin: null }, fields, now);
      await storePublication(tx, publication, 'added');
    }
  });
  return records.map(({ title }) => title);
}

async function measured(search: Search, titles: readonly string[]) {
  const answers = [];
  for (const { q, wanted } of GRADED_QUERIES) {
    const gradeOf = (title: string) => wanted.find(([pattern]) => pattern.test(title))?.[1] ?? 0;
    const there = titles.map(gradeOf).filter((grade) => grade > 0);
    if (there.length === 0) {
      throw new Error(`No record is graded for "${q}"`);
    }
    const found = await search(q);
    answers.push({ q, found, quality: qualityOf(found.map(gradeOf), there) });
  }
  return answers;
}

function searchOf(source: DataSource): Search {
  const count = { add: () => undefined } as unknown as SearchCount;
  const handler = new SearchPublicationsHandler(source, count, CLOCK, new HitCounts(source));
  return async (q) => {
    const { items } = await handler.handle(searchPublications.request.parse({ q }), caller);
    return items.slice(0, 10).map(({ title }) => title);
  };
}

/** As a careful hand would do it with PostgreSQL alone: weighed fields, its own query parser and ranking. */
function plainSearch(source: DataSource, configuration: (typeof PLAIN)[number]): Search {
  const vector = `
    setweight(to_tsvector('${configuration}', title), 'A') ||
    setweight(to_tsvector('${configuration}', concat_ws(' ', series, area_name, array_to_string(subjects, ' '))), 'B') ||
    setweight(to_tsvector('${configuration}', concat_ws(' ', abstract, array_to_string(authors, ' '),
      isbn, issn, catalogue_number, publication_number)), 'C')`;
  return async (q) => {
    const rows: { title: string }[] = await source.query(
      `select title from (select title, year, id, ${vector} as vector from publication) described,
         websearch_to_tsquery('${configuration}', $1) as query
       where vector @@ query order by ts_rank(vector, query) desc, year desc nulls last, id limit 10`,
      [q],
    );
    return rows.map(({ title }) => title);
  };
}
