import type { Transaction } from '@pst/persistence';
import type { EntityManager } from 'typeorm';
import { stemsOf } from './domain/indonesian.ts';
import { pageWordsOf } from './domain/page-words.ts';
import { currentSoftcopy } from './publication-view.ts';
import type { PageTextRow, SoftcopyRow } from './publication.schema.ts';

export type ReadPage = Pick<PageTextRow, 'page' | 'text' | 'textFrom'>;

/** As below, unless the version has been replaced meanwhile. */
export async function storeCurrentPages(
  transaction: Transaction,
  softcopy: SoftcopyRow,
  pages: readonly ReadPage[],
): Promise<void> {
  await transaction.run(async (tx) => {
    await tx.db.query(`select from publication where id = $1 for share`, [softcopy.publicationId]);
    const current = await currentSoftcopy(tx.db, softcopy.publicationId);
    if (current?.id === softcopy.id) {
      await storePages(tx.db, softcopy, pages);
    }
  });
}

/**
 * Keeps the text of pages and makes it findable: A the words, D their stems. What was kept of a page
 * stays, unless it was yet to be looked at.
 */
export async function storePages(
  db: EntityManager,
  { id, publicationId, office }: Pick<SoftcopyRow, 'id' | 'publicationId' | 'office'>,
  pages: readonly ReadPage[],
): Promise<void> {
  const rows = pages.map(({ page, text, textFrom }) => {
    const words = pageWordsOf(text);
    return { page, text, from: textFrom, words: words.join(' '), stems: stemsOf(words).join(' ') };
  });
  await db.query(
    `insert into page_text (publication_id, page, softcopy_id, office, text, text_from, search)
     select $1, page, $2, $3, text, "from",
       setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', stems), 'D')
     from jsonb_to_recordset($4::jsonb) as row (page int, text text, "from" text, words text, stems text)
     on conflict (publication_id, page) do update
     set text = excluded.text, search = excluded.search, text_from = excluded.text_from
     where page_text.text_from = 'unread'`,
    [publicationId, id, office, JSON.stringify(rows)],
  );
}
