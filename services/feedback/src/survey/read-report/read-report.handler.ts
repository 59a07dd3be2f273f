import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readSatisfactionReport, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime, type OfficeProfile } from '@pst/service-standard';
import { addedUp, ikmForReconciliation, lowestOf, valueOf, weightedMeanOf } from '../domain/ikm.ts';
import { periodOf } from '../period.ts';
import { SatisfactionIndex } from '../satisfaction-index.ts';
import { SurveyFigures } from '../survey-figures.ts';

/** As many as the regulation's report draws attention to. */
const FEW = 3;

/** The survey's outcome with every answer in it, for the office's report. */
@Controller()
export class ReadReportHandler {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly figures: SurveyFigures,
    private readonly index: SatisfactionIndex,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readSatisfactionReport)
  async handle(
    query: RequestOf<typeof readSatisfactionReport>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readSatisfactionReport>> {
    const period = periodOf(query, this.time, this.clock.now());
    const quarters = await this.figures.quarters(office, period, (answers) => answers);
    const tallies = addedUp(quarters.map((quarter) => quarter.tallies));
    const { elements, ...outcome } = this.index.of(quarters);
    const { code, name, unit } = this.profile.office;
    const weight = this.profile.policies.survey.reconciliationWeight;
    return {
      from: period.from,
      to: period.to,
      office: { code, name, unit },
      ...outcome,
      elements: elements.map((found) => ({
        ...found,
        sum: tallies[found.element]?.sum ?? 0,
        weighted: weightedMeanOf(tallies[found.element]),
        value: valueOf(tallies[found.element]),
      })),
      reconciliation: { weight, ikm: ikmForReconciliation(tallies, weight) },
      lowest: lowestOf(tallies, FEW),
      respondents: await this.figures.respondents(office, period),
      smallestCount: this.profile.policies.publication.smallestCount,
    };
  }
}
