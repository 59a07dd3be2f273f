import { Body, Controller, Get, Put } from '@nestjs/common';
import { changeSynonyms, listUnanswered, readSynonyms } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** How the librarian helps the search. */
@Controller('v1/desk')
export class DeskSearchController {
  constructor(private readonly services: Services) {}

  @Get('synonyms')
  @Asks(readSynonyms)
  readSynonyms(@From() from: FastifyRequest) {
    return this.services.pass(readSynonyms, {}, from);
  }

  @Put('synonyms')
  @Asks(changeSynonyms)
  changeSynonyms(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(changeSynonyms, body, from);
  }

  @Get('unanswered-queries')
  @Asks(listUnanswered)
  listUnanswered(@From() from: FastifyRequest) {
    return this.services.pass(listUnanswered, {}, from);
  }
}
