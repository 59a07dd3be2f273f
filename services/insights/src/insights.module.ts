import { Module } from '@nestjs/common';
import { EventPublishing } from './analysts/publish-events/event-publishing.ts';
import { ListExportsHandler } from './exports/list-exports/list-exports.handler.ts';
import { OpenExportHandler } from './exports/open-export/open-export.handler.ts';
import { ExportWriting } from './exports/write-exports/export-writing.ts';
import { PeriodFigures } from './facts/figures.ts';
import { PromiseGauges } from './facts/measure-promises/promise-gauges.ts';
import { ReadComplianceHandler } from './facts/read-compliance/read-compliance.handler.ts';
import { ReadEventsHandler } from './facts/read-events/read-events.handler.ts';
import { ReadFiguresHandler } from './facts/read-figures/read-figures.handler.ts';
import { ReadReportHandler } from './facts/read-report/read-report.handler.ts';
import { ReadServiceLevelsHandler } from './facts/read-service-levels/read-service-levels.handler.ts';
import { ReadTodayHandler } from './facts/read-today/read-today.handler.ts';
import { ReadTitleUseHandler } from './facts/read-title-use/read-title-use.handler.ts';
import { TakeInEventsHandler } from './facts/take-in-events/take-in-events.handler.ts';

@Module({
  controllers: [
    TakeInEventsHandler,
    ReadTodayHandler,
    ReadReportHandler,
    ReadFiguresHandler,
    ReadComplianceHandler,
    ReadServiceLevelsHandler,
    ReadEventsHandler,
    ReadTitleUseHandler,
    ListExportsHandler,
    OpenExportHandler,
  ],
  providers: [PeriodFigures, EventPublishing, ExportWriting, PromiseGauges],
})
export class InsightsModule {}
