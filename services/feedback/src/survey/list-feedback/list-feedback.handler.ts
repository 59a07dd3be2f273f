import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listFeedback, listPublishedComments, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { FeedbackViews } from '../feedback-views.ts';
import { periodOf } from '../period.ts';
import { ResponseSchema } from '../survey.schema.ts';

const MOST_PUBLISHED = 50;

/** Ratings and comments, for the desk and, as far as they are published, for everybody. */
@Controller()
export class ListFeedbackHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly views: FeedbackViews,
  ) {}

  @Answers(listFeedback)
  async handle(query: RequestOf<typeof listFeedback>, caller: Caller) {
    const period = periodOf(query, this.time, this.clock.now());
    const found = this.source
      .getRepository(ResponseSchema)
      .createQueryBuilder('response')
      .where('response.office = :office', { office: caller.office })
      .andWhere('response.answeredAt >= :begins and response.answeredAt < :ends', {
        begins: period.begins,
        ends: period.ends,
      })
      .orderBy('response.id', 'DESC')
      .limit(query.limit + 1);
    if (query.moderation !== undefined) {
      found.andWhere('response.moderation = :moderation', { moderation: query.moderation });
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('response.id < :id', { id });
    }
    const responses = await found.getMany();
    const page = responses.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((response) => this.views.of(response)),
      nextCursor: responses.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }

  @Answers(listPublishedComments)
  async published(_: RequestOf<typeof listPublishedComments>, { office }: Caller) {
    const responses = await this.source.getRepository(ResponseSchema).find({
      where: { office, moderation: 'published' },
      order: { moderatedAt: 'DESC' },
      take: MOST_PUBLISHED,
    });
    return {
      items: responses.map((response) => ({
        comment: this.views.publishedOf(response) ?? '',
        month: this.views.monthOf(response),
      })),
      nextCursor: null,
    };
  }
}
