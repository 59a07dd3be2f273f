import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listFeedback, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { periodOf } from '../period.ts';
import { commentSealedIn } from '../sealed-comment.ts';
import { ResponseSchema } from '../survey.schema.ts';

/** Ratings and comments, newest first, with the day and not the minute: nobody is to be recognised. */
@Controller()
export class ListFeedbackHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
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
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('response.id < :id', { id });
    }
    const responses = await found.getMany();
    const page = responses.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ id, source, rating, commentSealed, answeredAt }) => ({
        id,
        source,
        rating,
        comment:
          commentSealed === null ? null : this.personal.open(commentSealed, commentSealedIn(id)),
        answeredOn: this.time.businessDateOf(answeredAt),
      })),
      nextCursor: responses.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }
}
