import { Controller } from '@nestjs/common';
import { readTitleUse, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';

type Use = ReplyOf<typeof readTitleUse>;

/** As many as the catalogue describes at once. */
const PAGE = 40;
/** Before every UUID. */
const NONE = '00000000-0000-0000-0000-000000000000';

const WITHIN = `office = $1 and business_date >= to_date($2, 'YYYY-MM')
  and business_date < to_date($3, 'YYYY-MM') + interval '1 month'`;

/** Uses of softcopies by title and month, as COUNTER counts them. */
@Controller()
export class ReadTitleUseHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readTitleUse)
  async handle(
    { from, to, after }: RequestOf<typeof readTitleUse>,
    { office }: Caller,
  ): Promise<Use> {
    const found: Use['items'] = await this.source.query(
      // A use of which nobody noted whether it was the first in its hour counts as one.
      `with used as (
         select publication_id, to_char(business_date, 'YYYY-MM') as month, count(*)::int as requests,
                (count(*) filter (where first_in_hour is not false))::int as unique_requests
         from reading_fact where ${WITHIN} and place = 'online' and publication_id > $4
         group by 1, 2
       )
       select publication_id as "publicationId", jsonb_agg(jsonb_build_object(
                'month', month, 'requests', requests, 'uniqueRequests', unique_requests
              ) order by month) as months
       from used group by 1 order by 1 limit ${PAGE + 1}`,
      [office, from, to, after ?? NONE],
    );
    const searches: Use['searches'] = await this.source.query(
      `select to_char(business_date, 'YYYY-MM') as month, sum(searches)::int as count
       from search_fact where ${WITHIN} group by 1 order by 1`,
      [office, from, to],
    );
    return { items: found.slice(0, PAGE), complete: found.length <= PAGE, searches };
  }
}
