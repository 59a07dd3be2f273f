import { Body, Controller, Post } from '@nestjs/common';
import { confirmLookup, lookUpVisitor } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Visitors who were here before, found by a code and never by browsing. */
@Controller('v1/visitors/lookups')
export class VisitorsController {
  constructor(private readonly services: Services) {}

  @Post()
  @Asks(lookUpVisitor, { status: 202, limit: 'mail' })
  lookUp(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(lookUpVisitor, body, from);
  }

  @Post('confirmation')
  @Asks(confirmLookup, { limit: 'sign-in' })
  confirm(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(confirmLookup, body, from);
  }
}
