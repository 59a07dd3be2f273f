import { Controller } from '@nestjs/common';
import { listUnanswered, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { readQuery, tsqueryOf } from '../domain/search-query.ts';
import { UnansweredQuerySchema } from '../search-desk.schema.ts';
import { synonymsOf } from '../synonyms.ts';

const MOST = 100;

/** What the librarian may want to buy, describe better, or give another name. */
@Controller()
export class ListUnansweredHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listUnanswered)
  async handle(
    _: RequestOf<typeof listUnanswered>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof listUnanswered>> {
    const asked = await this.source
      .getRepository(UnansweredQuerySchema)
      .find({ where: { office }, order: { times: 'DESC', lastAskedAt: 'DESC' }, take: MOST });
    const { groups } = await synonymsOf(this.source, office);
    const answered: { words: string }[] = await this.source.query(
      `select words from unnest($2::text[], $3::text[]) as asked (words, tsquery)
       where exists (select from publication
         where office = $1 and not withdrawn and search @@ to_tsquery('simple', tsquery))`,
      [
        office,
        asked.map(({ words }) => words),
        asked.map(({ words }) =>
          readQuery(words, groups)
            .terms.map((term) => `(${tsqueryOf(term)})`)
            .join(' & '),
        ),
      ],
    );
    const found = new Set(answered.map(({ words }) => words));
    return {
      items: asked
        .filter(({ words }) => !found.has(words))
        .map(({ words, times, lastAskedAt }) => ({
          words,
          times,
          lastAskedAt: lastAskedAt.toISOString(),
        })),
    };
  }
}
