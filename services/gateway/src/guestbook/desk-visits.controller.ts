import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import {
  callNext,
  checkIdentity,
  correctVisit,
  endReading,
  enterPaperVisit,
  listVisits,
  moveVisit,
  readIdentityNumber,
  readVisitLog,
  recordIdentityNumber,
  revealIdentityNumber,
  setPriority,
  startReading,
  transferVisit,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** The officer's side of the guestbook. */
@Controller('v1/desk')
export class DeskVisitsController {
  constructor(private readonly services: Services) {}

  @Get('visits')
  @Asks(listVisits)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listVisits, query, from);
  }

  @Post('visits')
  @Asks(enterPaperVisit, { status: 201 })
  enterPaperVisit(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(enterPaperVisit, body, from);
  }

  @Post('calls')
  @Asks(callNext, { status: 201 })
  callNext(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(callNext, body, from);
  }

  @Post('visits/:visitId/identity-check')
  @Asks(checkIdentity)
  checkIdentity(
    @Param('visitId') visitId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(checkIdentity, within(body, { visitId }), from);
  }

  @Get('visits/:visitId/identity-number')
  @Asks(readIdentityNumber)
  identityNumber(@Param('visitId') visitId: string, @From() from: FastifyRequest) {
    return this.services.pass(readIdentityNumber, { visitId }, from);
  }

  @Post('visits/:visitId/identity-number')
  @Asks(recordIdentityNumber)
  recordIdentityNumber(
    @Param('visitId') visitId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(recordIdentityNumber, within(body, { visitId }), from);
  }

  @Post('visits/:visitId/identity-number/reveal')
  @Asks(revealIdentityNumber)
  revealIdentityNumber(
    @Param('visitId') visitId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(revealIdentityNumber, within(body, { visitId }), from);
  }

  @Post('visits/:visitId/readings')
  @Asks(startReading, { status: 201 })
  startReading(
    @Param('visitId') visitId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(startReading, within(body, { visitId }), from);
  }

  @Delete('visits/:visitId/readings/:readingId')
  @Asks(endReading)
  endReading(
    @Param('visitId') visitId: string,
    @Param('readingId') readingId: string,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(endReading, { visitId, readingId }, from);
  }

  @Post('visits/:visitId/priority')
  @Asks(setPriority)
  setPriority(
    @Param('visitId') visitId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(setPriority, within(body, { visitId }), from);
  }

  @Post('visits/:visitId/transfer')
  @Asks(transferVisit)
  transfer(@Param('visitId') visitId: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(transferVisit, within(body, { visitId }), from);
  }

  @Get('visits/:visitId/log')
  @Asks(readVisitLog)
  log(@Param('visitId') visitId: string, @From() from: FastifyRequest) {
    return this.services.pass(readVisitLog, { visitId }, from);
  }

  @Post('visits/:visitId/corrections')
  @Asks(correctVisit)
  correct(@Param('visitId') visitId: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(correctVisit, within(body, { visitId }), from);
  }

  /**
   * `recall`, `start`, `hold`, `resume`, `to-workstation`, `complete`, `no-show`, `return`, `leave` or
   * `cancel`.
   */
  @Post('visits/:visitId/:action')
  @Asks(moveVisit)
  move(
    @Param('visitId') visitId: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(moveVisit, within(body, { visitId, action }), from);
  }
}
