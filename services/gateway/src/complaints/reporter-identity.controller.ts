import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { listIdentityReads, readReporter } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** Who a reporter is, told to handlers for a reason, and who was told. */
@Controller('v1/desk')
export class ReporterIdentityController {
  constructor(private readonly services: Services) {}

  @Post('complaints/:complaintId/reporter')
  @Asks(readReporter)
  read(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(readReporter, within(body, { complaintId }), from);
  }

  @Get('identity-reads')
  @Asks(listIdentityReads)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listIdentityReads, query, from);
  }
}
