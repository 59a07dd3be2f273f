import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { answerSurvey, listFeedback, readSatisfaction, readSurvey } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Services, within } from '../http/services.ts';

/** One-time surveys, and what the public may know of their outcome. */
@Controller('v1')
export class SurveysController {
  constructor(
    private readonly services: Services,
    private readonly hot: HotReads,
  ) {}

  @Get('surveys/:token')
  @Asks(readSurvey)
  read(@Param('token') token: string, @From() from: FastifyRequest) {
    return this.services.pass(readSurvey, { token }, from);
  }

  @Post('surveys/:token')
  @Asks(answerSurvey, { status: 201 })
  answer(@Param('token') token: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(answerSurvey, within(body, { token }), from);
  }

  @Get('satisfaction')
  @Asks(readSatisfaction)
  satisfaction(
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.hot.pass(readSatisfaction, query, from, reply);
  }

  @Get('desk/feedback')
  @Asks(listFeedback)
  feedback(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listFeedback, query, from);
  }
}
