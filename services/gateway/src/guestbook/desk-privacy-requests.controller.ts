import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  decidePrivacyRequest,
  filePrivacyRequestAtDesk,
  handOutCopy,
  listPrivacyRequests,
  readPrivacyRequestDetail,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** What persons ask about their own data, and the office's answer. */
@Controller('v1/desk/privacy-requests')
export class DeskPrivacyRequestsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listPrivacyRequests)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listPrivacyRequests, query, from);
  }

  @Post()
  @Asks(filePrivacyRequestAtDesk, { status: 201 })
  file(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(filePrivacyRequestAtDesk, body, from);
  }

  @Post(':requestId/copy')
  @Asks(handOutCopy)
  handOut(
    @Param('requestId') requestId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(handOutCopy, within(body, { requestId }), from);
  }

  @Get(':requestId')
  @Asks(readPrivacyRequestDetail)
  detail(@Param('requestId') requestId: string, @From() from: FastifyRequest) {
    return this.services.pass(readPrivacyRequestDetail, { requestId }, from);
  }

  @Post(':requestId/decision')
  @Asks(decidePrivacyRequest)
  decide(
    @Param('requestId') requestId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(decidePrivacyRequest, within(body, { requestId }), from);
  }
}
