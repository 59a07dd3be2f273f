import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readSatisfaction, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import {
  publishedAnswers,
  publishedCounts,
  quarterOf,
  WorkingTime,
  type OfficeProfile,
} from '@pst/service-standard';
import { meanOf } from '../domain/ikm.ts';
import { SatisfactionIndex } from '../satisfaction-index.ts';
import { periodOf } from '../period.ts';
import { SurveyFigures } from '../survey-figures.ts';

/** The office's satisfaction index as the public may see it. */
@Controller()
export class ReadSatisfactionHandler {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly figures: SurveyFigures,
    private readonly index: SatisfactionIndex,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readSatisfaction)
  async handle(
    query: RequestOf<typeof readSatisfaction>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readSatisfaction>> {
    const now = this.clock.now();
    const today = this.time.businessDateOf(now);
    const asked = periodOf(query, this.time, now);
    const last = quarterOf(asked.to).to;
    const period = periodOf(
      // Two periods that are not of whole quarters could be subtracted down to a person.
      { from: quarterOf(asked.from).from, to: last < today ? last : today },
      this.time,
      now,
    );
    const { smallestCount } = this.profile.policies.publication;
    const running = quarterOf(today).quarter;
    const published = (answers: number, quarter: string) =>
      publishedAnswers(answers, smallestCount, quarter !== running);
    const quarters = await this.figures.quarters(office, period, published);
    const ratings = await this.figures.ratings(office, period, published);
    const shown = publishedCounts(ratings, smallestCount);
    const count = ratings.reduce((sum, each) => sum + each, 0);
    const sum = ratings.reduce((total, each, place) => total + each * (place + 1), 0);
    return {
      from: period.from,
      to: period.to,
      ...this.index.of(quarters),
      smallestCount,
      ratings: {
        count,
        mean: meanOf({ responses: count, sum }),
        distribution: shown.map((each, place) => ({ rating: place + 1, count: each })),
      },
    };
  }
}
