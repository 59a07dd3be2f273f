import { Controller } from '@nestjs/common';
import { readFigures, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { definitionsOf } from '../domain/definitions.ts';
import { PeriodFigures } from '../figures.ts';

/** Everything the office's own screens draw of a period; nothing is hidden from the office itself. */
@Controller()
export class ReadFiguresHandler {
  constructor(
    private readonly figures: PeriodFigures,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Answers(readFigures)
  async handle(
    { from, to }: RequestOf<typeof readFigures>,
    { office }: Caller,
  ): Promise<ReplyOf<typeof readFigures>> {
    return {
      ...(await this.figures.of({ office, from, to })),
      definitions: definitionsOf(this.profile),
    };
  }
}
