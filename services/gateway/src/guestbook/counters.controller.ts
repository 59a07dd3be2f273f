import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { listCounters, moveCounter, setUpCounter } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** The counters of the desk and the shifts at them. */
@Controller('v1/desk/counters')
export class CountersController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listCounters)
  list(@From() from: FastifyRequest) {
    return this.services.pass(listCounters, {}, from);
  }

  @Post()
  @Asks(setUpCounter, { status: 201 })
  setUp(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(setUpCounter, body, from);
  }

  /** `open`, `pause` or `close`. */
  @Post(':counterId/:action')
  @Asks(moveCounter)
  move(
    @Param('counterId') counterId: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(moveCounter, within(body, { counterId, action }), from);
  }
}
