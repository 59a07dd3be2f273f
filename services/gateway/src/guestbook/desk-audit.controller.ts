import { Controller, Get, Query } from '@nestjs/common';
import { readAudit } from '@pst/contracts';
import type { FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Who looked at, handed out or erased what of a person. */
@Controller('v1/desk/audit')
export class DeskAuditController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(readAudit)
  read(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(readAudit, query, from);
  }
}
