import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  cancelRequest,
  listOwnRequests,
  listRequests,
  openRequestFile,
  readOwnRequest,
  readRequest,
  reviewRequest,
  submitRequest,
} from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';
import { StoredFiles } from '../http/stored-files.ts';

/** Requests for softcopies, by readers and at the desk. */
@Controller('v1')
export class DocumentRequestsController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
  ) {}

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

  @Get('desk/document-requests/:requestId')
  @Asks(readRequest)
  read(@Param('requestId') requestId: string, @From() from: FastifyRequest) {
    return this.services.pass(readRequest, { requestId }, from);
  }

  @Get('desk/document-requests/:requestId/files/:n')
  @Asks(openRequestFile, { produces: 'application/pdf', limit: 'file' })
  async file(
    @Param('requestId') requestId: string,
    @Param('n') n: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.services.ask(openRequestFile, { requestId, n }, from);
    await this.files.send(file, from, reply);
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
