import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { listMessages, readEvents, readReport, readToday, reportName } from '@pst/contracts';
import { invalid, inWordsOf } from '@pst/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { From, languageOf } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

type Report = z.output<typeof readReport.reply>;

/** Numbers for the office, and the events for analysts. */
@Controller('v1')
export class ReportsController {
  constructor(private readonly services: Services) {}

  @Get('reports/today')
  @Asks(readToday)
  today(@From() from: FastifyRequest) {
    return this.services.pass(readToday, {}, from);
  }

  /** JSON, or CSV when `Accept` prefers `text/csv`. */
  @Get('reports/:report')
  @Asks(readReport)
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
    if (!/^text\/csv\b/.test(from.headers.accept ?? '')) {
      return found;
    }
    void reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${reportName.parse(report)}-${found.from}-${found.to}.csv"`,
    });
    return csvOf(found);
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

  @Get('desk/messages')
  @Asks(listMessages)
  messages(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listMessages, query, from);
  }
}

/** RFC 4180, with a byte-order mark so that a spreadsheet reads it as UTF-8. */
function csvOf({ columns, rows }: Report): string {
  const cell = (value: string | number | null | undefined) => {
    const text = String(value ?? '');
    // A cell that begins like a formula is data all the same.
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [
    columns.map(({ name, unit }) => cell(unit === null ? name : `${name} (${unit})`)),
    ...rows.map((row) => columns.map(({ name }) => cell(row[name]))),
  ];
  return `\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}
