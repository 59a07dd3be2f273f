import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { readServiceLevels, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import {
  publishedCount,
  publishedCounts,
  publishedShare,
  WorkingTime,
  type OfficeProfile,
} from '@pst/service-standard';
import { definitionsOf } from '../domain/definitions.ts';
import { monthOf } from '../domain/month.ts';
import { PeriodFigures } from '../figures.ts';

/** How the promises were kept, for everybody: the same figures, less what is too small to publish. */
@Controller()
export class ReadServiceLevelsHandler {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly figures: PeriodFigures,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readServiceLevels)
  async handle(
    query: RequestOf<typeof readServiceLevels>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readServiceLevels>> {
    const { month, from, to, complete } = monthOf(query.month, this.clock.now(), this.time);
    const { smallestCount } = this.profile.policies.publication;
    const { code, name, unit } = this.profile.office;
    const { visits, clocks, coverage, byService, byPurpose } = await this.figures.of({
      office,
      from,
      to,
    });
    const ended = ['completed', 'left', 'noShow', 'closedAtEndOfDay', 'open'] as const;
    return {
      month,
      complete,
      office: { code, name, unit },
      standard: this.profile.standard.number,
      smallestCount,
      visits: publishedCount(visits.checkedIn, smallestCount),
      clocks: clocks.map(({ clock, targetMinutes, onTime, times }) => {
        const n = publishedCount(times.n, smallestCount);
        const { p50, p90, p95 } = times;
        return {
          clock,
          targetMinutes,
          onTime: publishedShare(onTime, smallestCount),
          times: n === null ? { n, p50: null, p90: null, p95: null } : { n, p50, p90, p95 },
        };
      }),
      coverage: publishedShare(coverage, smallestCount),
      endings: publishedCells(
        ended.map((ending) => ({ code: ending, visits: visits[ending] })),
        smallestCount,
      ),
      byService: publishedCells(byService, smallestCount),
      byPurpose: publishedCells(byPurpose, smallestCount),
      definitions: definitionsOf(this.profile),
    };
  }
}

function publishedCells(cells: readonly { code: string; visits: number }[], smallest: number) {
  const shown = publishedCounts(
    cells.map(({ visits }) => visits),
    smallest,
  );
  return cells.map(({ code }, place) => ({ code, visits: shown[place] ?? null }));
}
