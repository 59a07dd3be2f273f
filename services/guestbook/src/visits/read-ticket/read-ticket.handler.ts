import { Controller } from '@nestjs/common';
import { notFound, readTicket, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Visit } from '../domain/visit.ts';
import { TicketViews } from '../ticket-views.ts';

/** The visitor's own ticket, found by its random code. */
@Controller()
export class ReadTicketHandler {
  constructor(
    private readonly source: DataSource,
    private readonly tickets: TicketViews,
  ) {}

  @Answers(readTicket)
  async handle(query: RequestOf<typeof readTicket>, caller: Caller) {
    const visit = await this.source
      .getRepository(Visit)
      .findOneBy({ code: query.code.toUpperCase(), office: caller.office });
    if (visit === null) {
      throw notFound.error({});
    }
    return this.tickets.of(visit, this.source.manager);
  }
}
