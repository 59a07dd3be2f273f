import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { keepPosition, readPosition, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { ReadingPositionSchema } from '../publication.schema.ts';
import { accountOf, softcopyFor } from '../reading-rights.ts';

/** Where each account stopped reading, until it moves on. */
@Controller()
export class KeepPositionHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(keepPosition)
  async keep({ publicationId, page }: RequestOf<typeof keepPosition>, caller: Caller) {
    const accountId = accountOf(caller);
    await this.transaction.run(async (tx) => {
      const softcopy = await softcopyFor(tx.db, publicationId, caller);
      await tx.db.upsert(
        ReadingPositionSchema,
        {
          accountId,
          publicationId,
          office: caller.office,
          page: Math.min(page, softcopy.pages),
          keptAt: this.clock.now(),
        },
        ['accountId', 'publicationId'],
      );
    });
    return null;
  }

  @Answers(readPosition)
  async read({ publicationId }: RequestOf<typeof readPosition>, caller: Caller) {
    const { office } = caller;
    const kept = await this.source
      .getRepository(ReadingPositionSchema)
      .findOneBy({ accountId: accountOf(caller), publicationId, office });
    return { page: kept?.page ?? null };
  }
}
