import { Controller, Get, Query, Res } from '@nestjs/common';
import { readComplaintFigures } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';

/** What everybody may know of the complaint register. */
@Controller('v1/complaint-figures')
export class ComplaintFiguresController {
  constructor(private readonly hot: HotReads) {}

  @Get()
  @Asks(readComplaintFigures)
  read(
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.hot.pass(readComplaintFigures, query, from, reply);
  }
}
