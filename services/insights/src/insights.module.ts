import { Module } from '@nestjs/common';
import { ReadEventsHandler } from './facts/read-events/read-events.handler.ts';
import { ReadReportHandler } from './facts/read-report/read-report.handler.ts';
import { ReadTodayHandler } from './facts/read-today/read-today.handler.ts';
import { TakeInEventsHandler } from './facts/take-in-events/take-in-events.handler.ts';

@Module({
  controllers: [TakeInEventsHandler, ReadTodayHandler, ReadReportHandler, ReadEventsHandler],
})
export class InsightsModule {}
