import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  listGuestRequests,
  proveAddress,
  readTicket,
  submitGuestRequest,
  visitNeeded,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Instead of a ticket's code: the visit that is attached to the desk PC. */
const HERE = 'current';
const OVER = new Set(['completed', 'no-show', 'left', 'cancelled', 'closed-end-of-day']);

/** Softcopies for visitors without an account, by their ticket. */
@Controller('v1/visits/:code')
export class VisitRequestsController {
  constructor(private readonly services: Services) {}

  @Post('address-proofs')
  @Asks(proveAddress, { status: 202, limit: 'mail', proofOfWork: true })
  async prove(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    await this.visiting(code, from);
    return this.services.pass(proveAddress, body, from);
  }

  @Post('document-requests')
  @Asks(submitGuestRequest, { status: 201, limit: 'sign-in' })
  async submit(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    await this.visiting(code, from);
    return this.services.pass(submitGuestRequest, body, from);
  }

  /** Also after the visit: what was asked for is followed on the ticket's page. */
  @Get('document-requests')
  @Asks(listGuestRequests)
  async list(@Param('code') code: string, @From() from: FastifyRequest) {
    await this.visitOf(code, from);
    return this.services.pass(listGuestRequests, {}, from);
  }

  private async visiting(code: string, from: FastifyRequest): Promise<void> {
    if (OVER.has(await this.visitOf(code, from))) {
      throw visitNeeded.error({});
    }
  }

  /** Whose ticket it is goes along with the request; answers the state of that visit. */
  private async visitOf(code: string, from: FastifyRequest): Promise<string> {
    if (code === HERE) {
      // Attached is a visit only while its visitor has the PC; without one the service refuses.
      return 'at-workstation';
    }
    const { id, state } = await this.services.ask(readTicket, { code }, from);
    from.visitId = id;
    return state;
  }
}
