import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  cancelRequest,
  listOwnRequests,
  listRequests,
  readOwnRequest,
  reviewRequest,
  submitRequest,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** Requests for softcopies, by readers and at the desk. */
@Controller('v1')
export class DocumentRequestsController {
  constructor(private readonly services: Services) {}

  @Post('document-requests')
  @Asks(submitRequest, { status: 201 })
  submit(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(submitRequest, body, from);
  }

  @Get('document-requests')
  @Asks(listOwnRequests)
  listOwn(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listOwnRequests, query, from);
  }

  @Get('document-requests/:requestId')
  @Asks(readOwnRequest)
  readOwn(@Param('requestId') requestId: string, @From() from: FastifyRequest) {
    return this.services.pass(readOwnRequest, { requestId }, from);
  }

  @Post('document-requests/:requestId/cancellation')
  @Asks(cancelRequest)
  cancel(@Param('requestId') requestId: string, @From() from: FastifyRequest) {
    return this.services.pass(cancelRequest, { requestId }, from);
  }

  @Get('desk/document-requests')
  @Asks(listRequests)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listRequests, query, from);
  }

  /** `approve`, `decline`, `revise`, `resend` or `revoke`. */
  @Post('desk/document-requests/:requestId/:decision')
  @Asks(reviewRequest)
  review(
    @Param('requestId') requestId: string,
    @Param('decision') decision: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(reviewRequest, within(body, { requestId, decision }), from);
  }
}
