import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { completeFollowUp, listFollowUps, planFollowUp } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Services } from '../http/services.ts';

/** What the office does about the elements that were rated low. */
@Controller('v1')
export class FollowUpsController {
  constructor(
    private readonly services: Services,
    private readonly hot: HotReads,
  ) {}

  @Get('satisfaction/follow-ups')
  @Asks(listFollowUps)
  list(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.hot.pass(listFollowUps, {}, from, reply);
  }

  @Post('desk/follow-ups')
  @Asks(planFollowUp, { status: 201 })
  plan(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(planFollowUp, body, from);
  }

  @Post('desk/follow-ups/:followUpId/completion')
  @Asks(completeFollowUp)
  complete(@Param('followUpId') followUpId: string, @From() from: FastifyRequest) {
    return this.services.pass(completeFollowUp, { followUpId }, from);
  }
}
