import { Injectable } from '@nestjs/common';
import type { ReplyOf, readSatisfaction } from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import {
  addedUp,
  ELEMENTS,
  gradeOf,
  ikmOf,
  meanOf,
  requiredSample,
  type Tallies,
} from './domain/ikm.ts';
import type { QuarterFigures } from './survey-figures.ts';

type Satisfaction = ReplyOf<typeof readSatisfaction>;

/** The index and its class by the office's settings, over all and for each quarter. */
@Injectable()
export class SatisfactionIndex {
  constructor(@Office() private readonly profile: OfficeProfile) {}

  of(
    quarters: readonly QuarterFigures[],
  ): Omit<Satisfaction, 'from' | 'to' | 'smallestCount' | 'ratings'> {
    const { servicePopulation, sample, gradesFrom } = this.profile.policies.survey;
    const tallies = addedUp(quarters.map((quarter) => quarter.tallies));
    return {
      responses: quarters.reduce((sum, { responses }) => sum + responses, 0),
      required: requiredSample(servicePopulation, sample),
      population: servicePopulation,
      ...this.graded(tallies),
      gradesFrom,
      elements: ELEMENTS.map((element) => ({
        element,
        mean: meanOf(tallies[element]),
        responses: tallies[element]?.responses ?? 0,
      })),
      quarters: quarters.map(({ quarter, responses, tallies: answered }) => ({
        quarter,
        responses,
        ...this.graded(answered),
      })),
    };
  }

  private graded(tallies: Tallies) {
    const ikm = ikmOf(tallies);
    const { gradesFrom } = this.profile.policies.survey;
    return { ikm, grade: ikm === null ? null : gradeOf(ikm, gradesFrom) };
  }
}
