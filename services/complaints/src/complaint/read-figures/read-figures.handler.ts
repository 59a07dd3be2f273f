import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  complaintChannel,
  complaintDeadline,
  complaintKind,
  readComplaintFigures,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import {
  publishedAnswers,
  publishedCount,
  publishedShare,
  WorkingTime,
  type OfficeProfile,
} from '@pst/service-standard';
import { DataSource } from 'typeorm';
import type { Complaint, DeadlineName } from '../domain/complaint.ts';
import { publishedTallies, shareOf } from '../domain/published-figures.ts';

type Counted = Pick<Complaint, 'kind' | 'channel' | 'deadlines' | 'rating'> & { month: string };

const MONTHS = 12;

/** The register's figures as the public may see them. */
@Controller()
export class ReadFiguresHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readComplaintFigures)
  async handle(
    query: RequestOf<typeof readComplaintFigures>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readComplaintFigures>> {
    const thisMonth = this.time.businessDateOf(this.clock.now()).slice(0, 7);
    const year = query.year ?? Number(thisMonth.slice(0, 4));
    const { smallestCount } = this.profile.policies.publication;
    const months = Array.from(
      { length: MONTHS },
      (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`,
    ).filter((month) => month <= thisMonth);
    const received = await this.received(office, year);
    const cases = months.flatMap((month) => {
      const ofMonth = received.filter((each) => each.month === month);
      return ofMonth.slice(0, publishedAnswers(ofMonth.length, smallestCount, month !== thisMonth));
    });
    const grouped = (codes: readonly string[], codeOf: (of: Counted) => string) => {
      const groups = codes.map((code) => cases.filter((each) => codeOf(each) === code));
      const shown = publishedTallies(groups.map(tallyOf), smallestCount);
      return shown.map((tally, place) => ({ code: codes[place] ?? '', ...tally }));
    };
    const ratings = cases.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    const rated = publishedCount(ratings.length, smallestCount);
    return {
      year,
      smallestCount,
      received: cases.length,
      promises: complaintDeadline.options.map((deadline) => ({
        deadline,
        onTime: publishedShare(shareOf(kept(cases, deadline)), smallestCount),
      })),
      byKind: grouped(complaintKind.options, ({ kind }) => kind),
      byChannel: grouped(complaintChannel.options, ({ channel }) => channel),
      byMonth: grouped(months, ({ month }) => month),
      ratings: {
        count: rated,
        mean: rated ? round(ratings.reduce((sum, each) => sum + each, 0) / rated) : null,
      },
    };
  }

  private received(office: string, year: number): Promise<Counted[]> {
    return this.source.query(
      `select kind, channel, deadlines, rating,
              to_char(received_at at time zone $4, 'YYYY-MM') as month
       from complaint where office = $1 and received_at >= $2 and received_at < $3
       order by received_at, id`,
      [
        office,
        this.time.startOfDay(`${year}-01-01`),
        this.time.startOfDay(`${year + 1}-01-01`),
        this.profile.office.timezone,
      ],
    );
  }
}

/** Of a promise that is settled or broken; one that still runs says nothing yet. */
function kept(cases: readonly Counted[], name: DeadlineName) {
  const outcomes = cases.map(
    ({ deadlines }) => deadlines.find(({ deadline }) => deadline === name)?.outcome,
  );
  const onTime = outcomes.filter((outcome) => outcome === 'met').length;
  return { onTime, due: onTime + outcomes.filter((outcome) => outcome === 'overdue').length };
}

const tallyOf = (cases: readonly Counted[]) => ({
  received: cases.length,
  ...kept(cases, 'substantive-response'),
});

const round = (value: number) => Math.round(value * 100) / 100;
