import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { checkIn, findInvitation, leaveQueue, readTicket, ticketView } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Settings } from '../http/injected.ts';
import { Services } from '../http/services.ts';

/** The visitor's side of the guestbook. */
@Controller('v1/visits')
export class VisitsController {
  constructor(
    private readonly services: Services,
    @Settings() private readonly config: GatewayConfig,
  ) {}

  @Post()
  @Asks(checkIn, { status: 201 })
  checkIn(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(checkIn, body, from);
  }

  /** My ticket; once served, with the place where the service can be rated. */
  @Get(':code')
  @Asks(readTicket, { reply: ticketView })
  async ticket(@Param('code') code: string, @From() from: FastifyRequest) {
    const ticket = await this.services.ask(readTicket, { code }, from);
    if (ticket.state !== 'completed') {
      return ticket;
    }
    // The ticket is the visitor's even while feedback is away; the link appears when it is back.
    const invitation = await this.services
      .ask(findInvitation, { source: 'visit', sourceId: ticket.id }, from)
      .catch(() => null);
    return {
      ...ticket,
      surveyUrl:
        invitation === null || invitation.answered
          ? null
          : new URL(`/survei/${invitation.token}`, this.config.PUBLIC_URL).href,
    };
  }
  /** The visitor gives up the place in line. */
  @Post(':code/departure')
  @Asks(leaveQueue)
  leave(@Param('code') code: string, @From() from: FastifyRequest) {
    return this.services.pass(leaveQueue, { code }, from);
  }
}
