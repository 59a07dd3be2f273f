import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { harvestRecords, retrieveRecords } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

type Arguments = Record<string, string | string[]>;

/** The catalogue in the forms of other libraries' standards, written by the catalogue itself. */
@Controller()
export class StandardsController {
  constructor(private readonly services: Services) {}

  @Get('oai')
  @Asks(harvestRecords, { produces: 'text/xml', summary: 'OAI-PMH 2.0' })
  harvest(
    @Query() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(harvestRecords, given, from, reply);
  }

  /** The same with the arguments in a form, as OAI-PMH 2.0 (3.1.1) has it. */
  @Post('oai')
  @Asks(harvestRecords, {
    produces: 'text/xml',
    summary: 'OAI-PMH 2.0, with the arguments as a form',
    limit: 'read',
  })
  harvestByForm(
    @Body() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(harvestRecords, given, from, reply);
  }

  @Get('sru')
  @Asks(retrieveRecords, { produces: 'application/xml', summary: 'SRU 1.2 and 2.0' })
  retrieve(
    @Query() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(retrieveRecords, given, from, reply);
  }

  private async pass(
    contract: typeof harvestRecords | typeof retrieveRecords,
    given: Arguments,
    from: FastifyRequest,
    reply: FastifyReply,
  ) {
    const { contentType, text } = await this.services.ask(contract, given, from);
    void reply.header('content-type', contentType);
    return text;
  }
}
