import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { filePrivacyRequest, readPrivacyRequest, takePersonCopy } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** The rights of those whose data the guestbook holds. */
@Controller('v1/privacy-requests')
export class PrivacyRequestsController {
  constructor(private readonly services: Services) {}

  @Post()
  @Asks(filePrivacyRequest, { status: 201, limit: 'sign-in' })
  file(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(filePrivacyRequest, body, from);
  }

  @Post('copies')
  @Asks(takePersonCopy, { limit: 'sign-in' })
  takeCopy(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(takePersonCopy, body, from);
  }

  @Get(':code')
  @Asks(readPrivacyRequest)
  read(@Param('code') code: string, @From() from: FastifyRequest) {
    return this.services.pass(readPrivacyRequest, { code }, from);
  }
}
