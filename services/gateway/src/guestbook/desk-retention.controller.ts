import { Body, Controller, Post } from '@nestjs/common';
import { runRetention } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** The end of what identifies visitors. */
@Controller('v1/desk/retention-runs')
export class DeskRetentionController {
  constructor(private readonly services: Services) {}

  @Post()
  @Asks(runRetention)
  run(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(runRetention, body, from);
  }
}
