import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  listKioskRefusals,
  readKiosk,
  recordPrint,
  takeKioskEntries,
  takeTicketBlock,
} from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** A kiosk's side of the guestbook, and what the desk hears of it. */
@Controller('v1')
export class KioskController {
  constructor(private readonly services: Services) {}

  @Get('kiosk')
  @Asks(readKiosk)
  read(@From() from: FastifyRequest) {
    return this.services.pass(readKiosk, {}, from);
  }

  @Post('kiosk/ticket-blocks')
  @Asks(takeTicketBlock, { status: 201 })
  takeBlock(@From() from: FastifyRequest) {
    return this.services.pass(takeTicketBlock, {}, from);
  }

  @Post('kiosk/entries')
  @Asks(takeKioskEntries)
  takeEntries(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(takeKioskEntries, body, from);
  }

  @Post('kiosk/prints')
  @Asks(recordPrint, { status: 204 })
  recordPrint(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(recordPrint, body, from);
  }

  @Get('desk/kiosk-refusals')
  @Asks(listKioskRefusals)
  refusals(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listKioskRefusals, query, from);
  }
}
