import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  approveInstitution,
  linkSpelling,
  listInstitutions,
  listUnmatchedSpellings,
  mergeInstitution,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** Which institution visitors mean. */
@Controller('v1/desk/institutions')
export class DeskInstitutionsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listInstitutions)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listInstitutions, query, from);
  }

  @Get('unmatched')
  @Asks(listUnmatchedSpellings)
  unmatched(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listUnmatchedSpellings, query, from);
  }

  @Post()
  @Asks(approveInstitution, { status: 201 })
  approve(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(approveInstitution, body, from);
  }

  @Post(':institutionId/spellings')
  @Asks(linkSpelling)
  link(
    @Param('institutionId') institutionId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(linkSpelling, within(body, { institutionId }), from);
  }

  /** This one was the other one all along. */
  @Post(':institutionId/merge')
  @Asks(mergeInstitution)
  merge(
    @Param('institutionId') institutionId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(mergeInstitution, within(body, { institutionId }), from);
  }
}
