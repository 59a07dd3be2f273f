import { Controller } from '@nestjs/common';
import { readAccessJournal, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource, LessThan } from 'typeorm';
import { z } from 'zod';
import { AccessLineSchema } from '../second-factor.schema.ts';

const position = z.tuple([z.uuid()]);

@Controller()
export class ReadAccessJournalHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readAccessJournal)
  async handle({ limit, cursor }: RequestOf<typeof readAccessJournal>, { office }: Caller) {
    const rows = await this.source.getRepository(AccessLineSchema).find({
      where: {
        office,
        ...(cursor !== undefined && { id: LessThan(readCursor(cursor, position)[0]) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const lines = rows.slice(0, limit);
    const last = lines.at(-1);
    return {
      items: lines.map(({ office: _here, at, ...line }) => ({ ...line, at: at.toISOString() })),
      nextCursor: rows.length > limit && last !== undefined ? writeCursor([last.id]) : null,
    };
  }
}
