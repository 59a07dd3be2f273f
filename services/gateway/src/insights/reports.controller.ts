import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  readCompliance,
  readEvents,
  readFigures,
  readReport,
  readServiceLevels,
  readToday,
} from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Services, type Passed } from '../http/services.ts';
import { complianceTables } from './compliance-tables.ts';
import {
  asFile,
  CSV,
  csvOf,
  FILES,
  fileWanted,
  inOneTable,
  xlsxOf,
  type Table,
} from './report-files.ts';

type Report = z.output<typeof readReport.reply>;

/** Numbers for the office, and the events for analysts. */
@Controller('v1')
export class ReportsController {
  constructor(
    private readonly services: Services,
    private readonly hot: HotReads,
  ) {}

  @Get('reports/today')
  @Asks(readToday)
  today(@From() from: FastifyRequest) {
    return this.services.pass(readToday, {}, from);
  }

  @Get('reports/figures')
  @Asks(readFigures)
  figures(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(readFigures, query, from);
  }

  /** The monthly sheet as JSON, as a workbook, or as CSV with a value a line. */
  @Get('reports/compliance')
  @Asks(readCompliance, { alsoAs: FILES })
  async compliance(
    @Query() query: Record<string, string>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const wanted = fileWanted(from.headers.accept);
    if (wanted === undefined) {
      return this.services.pass(readCompliance, query, from);
    }
    const sheet = await this.services.ask(readCompliance, query, from);
    const tables = complianceTables(sheet, languageOf(from));
    const name = `compliance-${sheet.office.code}-${sheet.month}`;
    return wanted === CSV
      ? asFile(reply, wanted, name, csvOf(inOneTable('compliance', tables)))
      : asFile(reply, wanted, name, await xlsxOf(tables));
  }

  /** The publishable part of the monthly sheet; kept for seconds, for it is counted anew each time. */
  @Get('service-levels')
  @Asks(readServiceLevels)
  serviceLevels(
    @Query('month') month: unknown,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Passed | undefined> {
    return this.hot.pass(readServiceLevels, month === undefined ? {} : { month }, from, reply);
  }

  /** JSON, or a file for a spreadsheet when `Accept` prefers one. */
  @Get('reports/:report')
  @Asks(readReport, { alsoAs: FILES })
  async report(
    @Param('report') report: string,
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = readReport.request.safeParse({ ...query, report }, inWordsOf(languageOf(from)));
    if (!asked.success) {
      throw invalid(asked.error);
    }
    const found = await this.services.ask(readReport, asked.data, from);
    const wanted = fileWanted(from.headers.accept);
    if (wanted === undefined) {
      return found;
    }
    const name = `${found.report}-${found.from}-${found.to}`;
    const table = tableOf(found);
    return wanted === CSV
      ? asFile(reply, wanted, name, csvOf(table))
      : asFile(reply, wanted, name, await xlsxOf([table]));
  }

  /** Newline-delimited JSON, oldest first; `after` is the position of the last line one has. */
  @Get('events')
  @Asks(readEvents, { produces: 'application/x-ndjson' })
  async events(
    @Query() query: Record<string, string>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { items } = await this.services.ask(readEvents, query, from);
    void reply.header('content-type', 'application/x-ndjson');
    return items
      .map(({ position, event }) => `${JSON.stringify({ position, ...event })}\n`)
      .join('');
  }
}

function tableOf({ report, columns, rows }: Report): Table {
  return {
    name: report,
    columns: columns.map(({ name, unit }) => (unit === null ? name : `${name} (${unit})`)),
    rows: rows.map((row) => columns.map(({ name }) => row[name] ?? null)),
  };
}
