import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { listPassedOverMails, takePassedOverMail } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** Mails in the office's mailbox that opened no case. */
@Controller('v1/desk/passed-over-mails')
export class PassedOverMailsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(listPassedOverMails)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listPassedOverMails, query, from);
  }

  /** `look-again` by the rules, or `take-in` as a person's. */
  @Post(':mailId/:action')
  @Asks(takePassedOverMail)
  take(
    @Param('mailId') mailId: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(takePassedOverMail, within(body, { mailId, action }), from);
  }
}
