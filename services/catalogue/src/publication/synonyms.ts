import type { DataSource, EntityManager } from 'typeorm';
import { SYNONYMS, type Synonyms } from './domain/search-query.ts';

/** The office's synonyms as they stand now: a librarian's change is good from the next search on. */
export async function synonymsOf(
  db: Pick<DataSource | EntityManager, 'query'>,
  office: string,
): Promise<{ groups: Synonyms; version: number }> {
  const [own]: { groups: string[][]; version: number }[] = await db.query(
    `select groups, version from synonym_table where office = $1`,
    [office],
  );
  return own ?? { groups: SYNONYMS, version: 0 };
}
