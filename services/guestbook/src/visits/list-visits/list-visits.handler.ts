import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listVisits, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Visit } from '../domain/visit.ts';
import { deskView } from '../desk-view.ts';

const position = z.tuple([z.boolean(), z.string(), z.string()]);

/** The visits of one business day in the order in which they are called. */
@Controller()
export class ListVisitsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly personal: PersonalData,
  ) {}

  @Answers(listVisits)
  async handle(query: RequestOf<typeof listVisits>, caller: Caller) {
    const date = query.date ?? this.time.businessDateOf(this.clock.now());
    const found = this.source
      .getRepository(Visit)
      .createQueryBuilder('visit')
      .where('visit.office = :office and visit.businessDate = :date', {
        office: caller.office,
        date,
      })
      .orderBy('(visit.priority is null)')
      .addOrderBy('visit.queueOrder')
      .addOrderBy('visit.ticketNumber')
      .limit(query.limit + 1);
    if (query.state !== undefined) {
      found.andWhere('visit.state = :state', { state: query.state });
    }
    if (query.ticketNumber !== undefined) {
      const { ticketNumber } = query;
      found.andWhere('visit.ticketNumber = :ticketNumber', { ticketNumber });
    }
    if (query.cursor !== undefined) {
      const [ordinary, order, ticket] = readCursor(query.cursor, position);
      found.andWhere(
        '((visit.priority is null), visit.queueOrder, visit.ticketNumber) > (:ordinary, :order, :ticket)',
        { ordinary, order, ticket },
      );
    }
    const visits = await found.getMany();
    const page = visits.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((visit) => deskView(visit, this.personal)),
      nextCursor:
        visits.length > query.limit && last !== undefined
          ? writeCursor([last.priority === null, last.queueOrder, last.ticketNumber])
          : null,
    };
  }
}
