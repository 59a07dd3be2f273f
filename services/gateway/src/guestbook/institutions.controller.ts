import { Controller, Get, Query } from '@nestjs/common';
import { suggestInstitutions } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

@Controller('v1/institutions')
export class InstitutionsController {
  constructor(private readonly services: Services) {}

  /** Approved names that begin like what was typed, or nearly so. */
  @Get()
  @Asks(suggestInstitutions)
  suggest(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(suggestInstitutions, query, from);
  }
}
