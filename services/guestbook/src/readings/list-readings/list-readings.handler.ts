import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listReadings, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { ReadingViews } from '../reading-views.ts';

/** What is to be brought back to the shelf, or everything that was read today. */
@Controller()
export class ListReadingsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly views: ReadingViews,
  ) {}

  @Answers(listReadings)
  async handle({ open }: RequestOf<typeof listReadings>, { office }: Caller) {
    const now = this.clock.now();
    const condition = open ? 'returned_at is null and started_at <= $2' : 'started_at >= $2';
    const at = open ? now : this.time.startOfDay(this.time.businessDateOf(now));
    return { items: await this.views.where(this.source.manager, office, condition, at) };
  }
}
