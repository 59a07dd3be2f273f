import { Controller } from '@nestjs/common';
import { listKioskRefusals, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { KioskEntrySchema } from '../kiosk.schema.ts';

/** What kiosks handed over in vain, by number and reason; the person stays sealed. */
@Controller()
export class ListKioskRefusalsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listKioskRefusals)
  async handle({ limit, cursor }: RequestOf<typeof listKioskRefusals>, { office }: Caller) {
    const found = this.source
      .getRepository(KioskEntrySchema)
      .createQueryBuilder('entry')
      .where('entry.office = :office and entry.reason is not null', { office })
      .orderBy('entry.receivedAt', 'DESC')
      .addOrderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [at, id] = readCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
      found.andWhere('(entry.receivedAt, entry.id) < (:at, :id)', { at, id });
    }
    const rows = await found.getMany();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.flatMap(({ id, ticketNumber, signedAt, receivedAt, reason }) =>
        reason === null
          ? []
          : [
              {
                id,
                ticketNumber,
                signedAt: signedAt.toISOString(),
                receivedAt: receivedAt.toISOString(),
                reason,
              },
            ],
      ),
      nextCursor:
        rows.length > limit && last ? writeCursor([last.receivedAt.toISOString(), last.id]) : null,
    };
  }
}
