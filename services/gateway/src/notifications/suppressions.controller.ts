import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { liftSuppression, listSuppressions } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** The addresses that get no mail of the office. */
@Controller('v1/desk/suppressions')
export class SuppressionsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listSuppressions)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listSuppressions, query, from);
  }

  @Post(':suppressionId/lift')
  @Asks(liftSuppression)
  lift(
    @Param('suppressionId') suppressionId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(liftSuppression, within(body, { suppressionId }), from);
  }
}
