import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { nationalItem, readNationalSurvey, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { meanOf } from '../domain/ikm.ts';
import { periodOf } from '../period.ts';

/** The items of the national survey as means of 1 to 10: no index and no class, which are the other's. */
@Controller()
export class ReadNationalSurveyHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
  ) {}

  @Answers(readNationalSurvey)
  async handle(
    query: RequestOf<typeof readNationalSurvey>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readNationalSurvey>> {
    const { from, to, begins, ends } = periodOf(query, this.time, this.clock.now());
    const tallies: { item: string; responses: number; sum: number }[] = await this.source.query(
      `select score.key as item, count(*)::int as responses, sum(score.value::int)::int as sum
       from national_response, jsonb_each_text(scores) as score
       where office = $1 and answered_at >= $2 and answered_at < $3 group by 1`,
      [office, begins, ends],
    );
    return {
      from,
      to,
      responses: tallies[0]?.responses ?? 0,
      items: nationalItem.options.map((item) => ({
        item,
        mean: meanOf(tallies.find((tally) => tally.item === item)),
      })),
    };
  }
}
