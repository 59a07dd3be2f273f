import { Body, Controller, Delete, Headers, Param, Post, Put, Query } from '@nestjs/common';
import { importCalendar, markYear, removeDayOff, setDayOff } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** The office's calendar, in the hands of its head. */
@Controller('v1/desk/calendar')
export class DeskCalendarController {
  constructor(private readonly services: Services) {}

  @Put('days/:date')
  @Asks(setDayOff)
  set(@Param('date') date: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(setDayOff, within(body, { date }), from);
  }

  @Delete('days/:date')
  @Asks(removeDayOff)
  remove(@Param('date') date: string, @From() from: FastifyRequest) {
    return this.services.pass(removeDayOff, { date }, from);
  }

  @Put('years/:year')
  @Asks(markYear)
  mark(@Param('year') year: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(markYear, within(body, { year }), from);
  }

  /** JSON, or the file itself as the body with `?source=`, and to apply it `&dryRun=false&dates=`. */
  @Post('imports')
  @Asks(importCalendar)
  import(
    @Body() body: unknown,
    @Query() query: Record<string, string>,
    @Headers('content-type') type: string | undefined,
    @From() from: FastifyRequest,
  ) {
    const file = typeof body === 'string' ? fileAsCommand(body, query, type) : body;
    return this.services.pass(importCalendar, file, from);
  }
}

function fileAsCommand(content: string, query: Record<string, string>, type = '') {
  const { source, dates, dryRun } = query;
  return {
    format: type.startsWith('text/csv') ? 'csv' : 'ical',
    content,
    source,
    dryRun: dryRun !== 'false',
    ...(dates !== undefined && { dates: dates.split(',') }),
  };
}
