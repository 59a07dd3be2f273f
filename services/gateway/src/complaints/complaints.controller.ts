import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  addComplaintMessage,
  fileComplaint,
  rateComplaint,
  readComplaintStatus,
  readComplaintThread,
  reopenComplaint,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';

/** The secret of the receipt; a header, because addresses end up in histories and logs. */
function pinOf(request: FastifyRequest): { pin: string } | undefined {
  const pin = request.headers['x-complaint-pin'];
  return typeof pin === 'string' ? { pin } : undefined;
}

/** The reporter's side of the complaint register. */
@Controller('v1/complaints')
export class ComplaintsController {
  constructor(private readonly services: Services) {}

  @Post()
  @Asks(fileComplaint, { status: 201, limit: 'mail', proofOfWork: true })
  file(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(fileComplaint, body, from);
  }

  /** Anybody with the code sees the status; with the PIN in `X-Complaint-Pin`, the thread. */
  @Get(':code')
  @Asks(readComplaintStatus)
  read(@Param('code') code: string, @From() from: FastifyRequest) {
    const pin = pinOf(from);
    return pin === undefined
      ? this.services.pass(readComplaintStatus, { code }, from)
      : this.services.pass(readComplaintThread, { code, ...pin }, from);
  }

  @Post(':code/messages')
  @Asks(addComplaintMessage, { status: 201 })
  addMessage(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(addComplaintMessage, within(body, { code, ...pinOf(from) }), from);
  }

  @Post(':code/reopening')
  @Asks(reopenComplaint)
  reopen(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(reopenComplaint, within(body, { code, ...pinOf(from) }), from);
  }

  @Post(':code/rating')
  @Asks(rateComplaint, { status: 204 })
  rate(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(rateComplaint, within(body, { code, ...pinOf(from) }), from);
  }
}
