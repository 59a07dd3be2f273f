import { Controller } from '@nestjs/common';
import { readAudit, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { AuditLineSchema, AuditTrail, readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource, LessThan } from 'typeorm';
import { z } from 'zod';

const position = z.tuple([z.number().int()]);

/** Who did what with a person's data, newest first, and whether the log is whole. */
@Controller()
export class ReadAuditHandler {
  constructor(
    private readonly source: DataSource,
    private readonly trail: AuditTrail,
  ) {}

  @Answers(readAudit)
  handle({ action, limit, cursor }: RequestOf<typeof readAudit>, { office }: Caller) {
    // One snapshot: a line that is written meanwhile must not look like one that was put in.
    return this.source.transaction('REPEATABLE READ', async (db) => {
      const rows = await db.find(AuditLineSchema, {
        where: {
          office,
          ...(action !== undefined && { action }),
          ...(cursor !== undefined && { seq: LessThan(readCursor(cursor, position)[0]) }),
        },
        order: { seq: 'DESC' },
        take: limit + 1,
      });
      const lines = rows.slice(0, limit);
      const last = lines.at(-1);
      return {
        items: lines.map(({ office: _here, hash: _chain, at, ...line }) => ({
          ...line,
          at: at.toISOString(),
        })),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor([last.seq]) : null,
        intact: await this.trail.isIntact({ db }, office),
      };
    });
  }
}
