import { Controller, Get, Param, Post, Redirect } from '@nestjs/common';
import { declineInvitations } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks, Route } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** The address that mails name in `List-Unsubscribe`. */
@Controller('v1/mail-opt-outs/:token')
export class MailOptOutsController {
  constructor(private readonly services: Services) {}

  /** Mail programs send a form with `List-Unsubscribe=One-Click` (RFC 8058); the token says it all. */
  @Post()
  @Asks(declineInvitations, { status: 204 })
  decline(@Param('token') token: string, @From() from: FastifyRequest) {
    return this.services.pass(declineInvitations, { token }, from);
  }

  /** Older programs open the address, and so do scanners of links: a look declines nothing. */
  @Get()
  @Route({
    allow: 'anyone',
    status: 302,
    summary: 'The page on which a reader declines invitations',
  })
  @Redirect()
  page(@Param('token') token: string) {
    return { url: `/berhenti/${encodeURIComponent(token)}` };
  }
}
