import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { listSuppressions, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { SuppressionSchema } from '../suppression.schema.ts';
import { suppressionView } from '../suppression-view.ts';

/** The addresses that get no mail, or those that were taken off the list; newest first. */
@Controller()
export class ListSuppressionsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly personal: PersonalData,
    private readonly clock: Clock,
  ) {}

  @Answers(listSuppressions)
  async handle(query: RequestOf<typeof listSuppressions>, caller: Caller) {
    const found = this.source
      .getRepository(SuppressionSchema)
      .createQueryBuilder('row')
      .where('row.office = :office', { office: caller.office })
      .orderBy('row.id', 'DESC')
      .limit(query.limit + 1);
    if (query.lifted) {
      found.andWhere('row.liftedAt is not null');
    } else {
      found.andWhere('row.liftedAt is null and (row.until is null or row.until > :now)', {
        now: this.clock.now(),
      });
    }
    if (query.cursor !== undefined) {
      const [id] = readCursor(query.cursor, z.tuple([z.uuid()]));
      found.andWhere('row.id < :id', { id });
    }
    const rows = await found.getMany();
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => suppressionView(row, this.personal)),
      nextCursor: rows.length > query.limit && last ? writeCursor([last.id]) : null,
    };
  }
}
