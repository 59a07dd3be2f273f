import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readSatisfaction, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { ELEMENTS, gradeOf, ikmOf, requiredSample, type Tally } from '../domain/ikm.ts';
import { periodOf } from '../period.ts';

/** Under this many answers a mean would speak of persons. */
const FEWEST = 5;

/** The office's satisfaction index as the public may see it. */
@Controller()
export class ReadSatisfactionHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readSatisfaction)
  async handle(
    query: RequestOf<typeof readSatisfaction>,
    caller: Caller,
  ): Promise<ReplyOf<typeof readSatisfaction>> {
    const period = periodOf(query, this.time, this.clock.now());
    const within = [caller.office, period.begins, period.ends];
    const tallies: { element: string; responses: number; sum: number }[] = await this.source.query(
      `select answer.key as element, count(*)::int as responses, sum(answer.value::int)::int as sum
       from survey_response, jsonb_each_text(elements) as answer
       where office = $1 and answered_at >= $2 and answered_at < $3
       group by answer.key`,
      within,
    );
    const ratings: { rating: number; count: number; filled: number }[] = await this.source.query(
      `select rating, count(*)::int as count,
              (count(*) filter (where elements <> '{}'))::int as filled
       from survey_response
       where office = $1 and answered_at >= $2 and answered_at < $3
       group by rating`,
      within,
    );
    const byElement: Partial<Record<string, Tally>> = Object.fromEntries(
      tallies.map(({ element, ...tally }) => [element, tally]),
    );
    const responses = ratings.reduce((sum, { filled }) => sum + filled, 0);
    const ikm = responses < FEWEST ? null : ikmOf(byElement);
    const { servicePopulation } = this.profile.policies.survey;
    return {
      from: period.from,
      to: period.to,
      responses,
      required: requiredSample(servicePopulation),
      population: servicePopulation,
      ikm,
      grade: ikm === null ? null : gradeOf(ikm),
      elements: ELEMENTS.map((element) => {
        const tally = byElement[element] ?? { responses: 0, sum: 0 };
        return {
          element,
          mean: tally.responses < FEWEST ? null : round(tally.sum / tally.responses),
          responses: tally.responses,
        };
      }),
      ratings: ratingsOf(ratings),
    };
  }
}

function ratingsOf(found: readonly { rating: number; count: number }[]) {
  const count = found.reduce((sum, row) => sum + row.count, 0);
  const total = found.reduce((sum, row) => sum + row.rating * row.count, 0);
  return {
    count,
    mean: count === 0 ? null : round(total / count),
    distribution: [1, 2, 3, 4, 5].map((rating) => ({
      rating,
      count: found.find((row) => row.rating === rating)?.count ?? 0,
    })),
  };
}

const round = (mean: number) => Math.round(mean * 100) / 100;
