import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  countDeadMails,
  decideMessage,
  listMessages,
  previewTemplates,
  runMessageRetention,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** What became of every mail of the office. */
@Controller('v1/desk')
export class MessagesController {
  constructor(private readonly services: Services) {}

  @Get('messages')
  @Asks(listMessages)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listMessages, query, from);
  }

  /** `send-again` or `drop`. */
  @Post('messages/:messageId/:decision')
  @Asks(decideMessage)
  decide(
    @Param('messageId') messageId: string,
    @Param('decision') decision: string,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(decideMessage, { messageId, decision }, from);
  }

  @Post('message-retention-runs')
  @Asks(runMessageRetention)
  runRetention(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(runMessageRetention, body, from);
  }

  @Get('dead-mails')
  @Asks(countDeadMails)
  countDead(@From() from: FastifyRequest) {
    return this.services.pass(countDeadMails, {}, from);
  }

  @Get('mail-templates')
  @Asks(previewTemplates)
  templates(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(previewTemplates, query, from);
  }
}
