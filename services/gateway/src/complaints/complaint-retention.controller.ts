import { Body, Controller, Get, Post } from '@nestjs/common';
import { holdComplaint, listHeldComplaints, runComplaintRetention } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** How long cases are kept, and which are kept longer. */
@Controller('v1/desk')
export class ComplaintRetentionController {
  constructor(private readonly services: Services) {}

  @Post('complaint-retention-runs')
  @Asks(runComplaintRetention)
  run(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(runComplaintRetention, body, from);
  }

  @Get('complaint-holds')
  @Asks(listHeldComplaints)
  held(@From() from: FastifyRequest) {
    return this.services.pass(listHeldComplaints, {}, from);
  }

  /** By the number in the register; without a reason it is no longer kept. */
  @Post('complaint-holds')
  @Asks(holdComplaint)
  hold(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(holdComplaint, body, from);
  }
}
