import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { changeCannedReplies, offerCannedReplies, readCannedReplies } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Replies for what handlers are told again and again. */
@Controller('v1/desk')
export class CannedRepliesController {
  constructor(private readonly services: Services) {}

  @Get('canned-replies')
  @Asks(readCannedReplies)
  read(@From() from: FastifyRequest) {
    return this.services.pass(readCannedReplies, {}, from);
  }

  @Put('canned-replies')
  @Asks(changeCannedReplies)
  change(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(changeCannedReplies, body, from);
  }

  /** Those for a case, filled in. */
  @Get('complaints/:complaintId/canned-replies')
  @Asks(offerCannedReplies)
  offer(@Param('complaintId') complaintId: string, @From() from: FastifyRequest) {
    return this.services.pass(offerCannedReplies, { complaintId }, from);
  }
}
