import { Controller } from '@nestjs/common';
import { listVisitTitles, notFound, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { ReadingViews } from '../reading-views.ts';

type Softcopy = ReplyOf<typeof listVisitTitles>['softcopies'][number];

/** The titles of one visit, on paper and on the screen of the desk PC. */
@Controller()
export class ListVisitTitlesHandler {
  constructor(
    private readonly source: DataSource,
    private readonly views: ReadingViews,
  ) {}

  @Answers(listVisitTitles)
  async handle({ visitId }: RequestOf<typeof listVisitTitles>, { office }: Caller) {
    const { manager } = this.source;
    const [visit]: unknown[] = await manager.query(
      `select from visit where id = $1 and office = $2`,
      [visitId, office],
    );
    if (visit === undefined) {
      throw notFound.error({});
    }
    const softcopies: (Omit<Softcopy, 'lastAt'> & { lastAt: Date })[] = await manager.query(
      `select publication_id as "publicationId", coalesce(title, '') as title,
              count(*)::int as times, max(read_at) as "lastAt"
       from softcopy_reading left join known_publication on known_publication.id = publication_id
       where softcopy_reading.office = $1 and visit_id = $2
       group by publication_id, title order by min(read_at), publication_id`,
      [office, visitId],
    );
    return {
      hardcopies: await this.views.where(manager, office, 'visit_id = $2', visitId),
      softcopies: softcopies.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() })),
    };
  }
}
