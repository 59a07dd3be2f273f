import { publicationAdded, publicationChanged } from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { spanWord, stemsOf, wordsOf, yearSpansOf, yearsIn } from './domain/indonesian.ts';
import { Publication } from './domain/publication.ts';

/** Stores the description, makes it findable, and announces it. */
export async function storePublication(
  tx: Tx,
  publication: Publication,
  change: 'added' | 'changed',
): Promise<void> {
  if (change === 'added') {
    await tx.db.insert(Publication, publication);
  } else {
    await tx.db.save(publication);
  }
  await indexPublication(tx, publication);
  const event = change === 'added' ? publicationAdded : publicationChanged;
  await tx.publish(
    event.create(
      {
        publicationId: publication.id,
        title: publication.title,
        series: publication.series,
        year: publication.year,
        kind: publication.kind,
        language: publication.language,
        area: publication.area,
        subjects: publication.subjects,
        publisher: publication.publisher,
      },
      { office: publication.office, about: publication.id, at: publication.changedAt },
    ),
  );
}

/**
 * The words of the description by weight: A the title, B its stems, series, subjects and area, C
 * abstract, authors and numbers, D the stems of B and C and the years within a span. The configuration
 * is `simple`: the words are ours already, and PostgreSQL's Indonesian one makes `nduduk` of
 * `kependudukan`.
 */
export function searchTextsOf(
  publication: Pick<
    Publication,
    | 'title'
    | 'year'
    | 'series'
    | 'areaName'
    | 'subjects'
    | 'abstract'
    | 'authors'
    | 'issn'
    | 'isbn'
    | 'catalogueNumber'
    | 'publicationNumber'
  >,
): { key: string; weighed: readonly string[]; words: readonly string[] } {
  const title = wordsOf(publication.title);
  const spans = yearSpansOf(`${publication.title} ${publication.series ?? ''}`);
  const year = publication.year === null ? [] : [String(publication.year)];
  const about = wordsOf(
    [publication.series, publication.areaName, ...publication.subjects].join(' '),
  ).concat(year);
  const rest = wordsOf(
    [
      publication.abstract,
      ...publication.authors,
      publication.issn,
      publication.isbn,
      publication.catalogueNumber,
      publication.publicationNumber,
      // As a scanner reads them.
      publication.issn?.replaceAll('-', ''),
      publication.isbn?.replaceAll('-', ''),
    ].join(' '),
  );
  return {
    key: title.join(' '),
    weighed: [
      [...title, ...spans.map(spanWord)],
      [...stemsOf(title), ...about],
      rest,
      [...stemsOf([...about, ...rest]), ...spans.flatMap(yearsIn)],
    ].map((words) => words.join(' ')),
    words: [...new Set([...title, ...about])].filter((word) => word.length > 2),
  };
}

/** Makes the description findable. */
export async function indexPublication(tx: Tx, publication: Publication): Promise<void> {
  const { key, weighed, words } = searchTextsOf(publication);
  await tx.db.query(
    `update publication set title_key = $2, search =
       setweight(to_tsvector('simple', $3), 'A') || setweight(to_tsvector('simple', $4), 'B') ||
       setweight(to_tsvector('simple', $5), 'C') || setweight(to_tsvector('simple', $6), 'D')
     where id = $1`,
    [publication.id, key, ...weighed],
  );
  await tx.db.query(
    `insert into search_word (office, word)
     select $1, word from unnest($2::text[]) as word order by word
     on conflict do nothing`,
    [publication.office, words],
  );
}
