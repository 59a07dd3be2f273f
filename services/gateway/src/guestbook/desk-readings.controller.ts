import { Controller, Get, Param, Query } from '@nestjs/common';
import { findCopies, listReadings, listVisitTitles } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** The titles that visitors use, at the desk. */
@Controller('v1/desk')
export class DeskReadingsController {
  constructor(private readonly services: Services) {}

  @Get('copies')
  @Asks(findCopies)
  copies(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(findCopies, query, from);
  }

  @Get('readings')
  @Asks(listReadings)
  readings(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listReadings, query, from);
  }

  @Get('visits/:visitId/titles')
  @Asks(listVisitTitles)
  titles(@Param('visitId') visitId: string, @From() from: FastifyRequest) {
    return this.services.pass(listVisitTitles, { visitId }, from);
  }
}
