import type { EntityManager } from 'typeorm';
import { stemsOf } from './domain/indonesian.ts';
import { pageWordsOf } from './domain/page-words.ts';
import type { SoftcopyRow } from './publication.schema.ts';

/** Keeps the text of pages and makes it findable: A the words, D their stems. */
export async function storePages(
  db: EntityManager,
  { id, publicationId, office }: Pick<SoftcopyRow, 'id' | 'publicationId' | 'office'>,
  pages: readonly { readonly page: number; readonly text: string }[],
): Promise<void> {
  const rows = pages.map(({ page, text }) => {
    const words = pageWordsOf(text);
    return { page, text, words: words.join(' '), stems: stemsOf(words).join(' ') };
  });
  await db.query(
    `insert into page_text (publication_id, page, softcopy_id, office, text, search)
     select $1, page, $2, $3, text,
       setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', stems), 'D')
     from jsonb_to_recordset($4::jsonb) as row (page int, text text, words text, stems text)
     on conflict (publication_id, page) do nothing`,
    [publicationId, id, office, JSON.stringify(rows)],
  );
}
