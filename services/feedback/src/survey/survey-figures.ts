import { Injectable } from '@nestjs/common';
import type { readSatisfactionReport, ReplyOf } from '@pst/contracts';
import { Office } from '@pst/messaging';
import { publishedCounts, type OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import type { Element, Tallies } from './domain/ikm.ts';
import type { Period } from './period.ts';

/** How many of a quarter's answers count, oldest first. */
type Share = (answers: number, quarter: string) => number;

/** The questionnaires of one quarter, added up. */
export interface QuarterFigures {
  readonly quarter: string;
  readonly responses: number;
  readonly tallies: Tallies;
}

type Respondents = ReplyOf<typeof readSatisfactionReport>['respondents'];
type Attribute = Respondents[number]['attribute'];

const ATTRIBUTES: readonly Attribute[] = ['sex', 'ageBand', 'education', 'occupation'];
const RATINGS = [1, 2, 3, 4, 5];
const ANSWERED = 'true';
const FILLED = `elements <> '{}'`;

/** Answers of a period, added up. */
@Injectable()
export class SurveyFigures {
  constructor(
    private readonly source: DataSource,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Quarters without an answer that counts are left out. */
  async quarters(office: string, period: Period, share: Share): Promise<QuarterFigures[]> {
    const counted = await this.counted(FILLED, office, period, share);
    const rows: { quarter: string; element: Element; responses: number; sum: number }[] =
      await this.source.query(
        `select quarter, answer.key as element, count(*)::int as responses,
                sum(answer.value::int)::int as sum
         from (${numbered(FILLED)}) as numbered
         join unnest($5::text[], $6::int[]) as counted (quarter, answers) using (quarter),
         jsonb_each_text(elements) as answer
         where place <= counted.answers group by 1, 2`,
        this.parameters(office, period, counted),
      );
    return counted
      .filter(({ answers }) => answers > 0)
      .map(({ quarter, answers }) => ({
        quarter,
        responses: answers,
        tallies: Object.fromEntries(
          rows
            .filter((row) => row.quarter === quarter)
            .map(({ element, responses, sum }) => [element, { responses, sum }]),
        ),
      }));
  }

  /** How often each rating from 1 to 5 was given. */
  async ratings(office: string, period: Period, share: Share): Promise<number[]> {
    const counted = await this.counted(ANSWERED, office, period, share);
    const rows: { rating: number; count: number }[] = await this.source.query(
      `select rating, count(*)::int as count from (${numbered(ANSWERED)}) as numbered
       join unnest($5::text[], $6::int[]) as counted (quarter, answers) using (quarter)
       where place <= counted.answers group by 1`,
      this.parameters(office, period, counted),
    );
    return RATINGS.map((rating) => rows.find((row) => row.rating === rating)?.count ?? 0);
  }

  /** Who filled the questionnaires, by each attribute; counts too small to publish are hidden. */
  async respondents(office: string, { begins, ends }: Period): Promise<Respondents> {
    const rows: { attribute: Attribute; code: string | null; responses: number }[] =
      await this.source.query(
        `select attribute, respondent ->> attribute as code, count(*)::int as responses
         from survey_response, unnest($4::text[]) with ordinality as asked (attribute, place)
         where office = $1 and answered_at >= $2 and answered_at < $3 and ${FILLED}
         group by place, 1, 2 order by place, 3 desc, 2`,
        [office, begins, ends, ATTRIBUTES],
      );
    const { smallestCount } = this.profile.policies.publication;
    return ATTRIBUTES.flatMap((attribute) => {
      const found = rows.filter((row) => row.attribute === attribute);
      const shown = publishedCounts(
        found.map(({ responses }) => responses),
        smallestCount,
      );
      return found.map(({ code }, place) => ({ attribute, code, responses: shown[place] ?? null }));
    });
  }

  private async counted(kind: string, office: string, period: Period, share: Share) {
    const rows: { quarter: string; answers: number }[] = await this.source.query(
      `select quarter, count(*)::int as answers from (${numbered(kind)}) as numbered
       group by 1 order by 1`,
      this.parameters(office, period),
    );
    return rows.map(({ quarter, answers }) => ({ quarter, answers: share(answers, quarter) }));
  }

  private parameters(
    office: string,
    { begins, ends }: Period,
    counted?: readonly { quarter: string; answers: number }[],
  ): unknown[] {
    return [
      office,
      begins,
      ends,
      this.profile.office.timezone,
      ...(counted === undefined
        ? []
        : [counted.map(({ quarter }) => quarter), counted.map(({ answers }) => answers)]),
    ];
  }
}

/** The answers of a kind, numbered within their quarter. */
const numbered = (kind: string) => `
  select quarter, elements, rating,
         row_number() over (partition by quarter order by answered_at, id) as place
  from (
    select *, to_char(answered_at at time zone $4, 'YYYY-"Q"Q') as quarter
    from survey_response
    where office = $1 and answered_at >= $2 and answered_at < $3 and ${kind}
  ) as dated`;
