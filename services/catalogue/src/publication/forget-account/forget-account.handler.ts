import { Controller } from '@nestjs/common';
import { accountClosed, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { FollowingSchema, ToldPublicationSchema } from '../following.schema.ts';
import { ReadingPositionSchema } from '../publication.schema.ts';

/** Somebody left: where they stopped reading, what they follow and what they were told goes with them. */
@Controller()
export class ForgetAccountHandler {
  @OnEvent(accountClosed)
  async forget({ data, office }: EventOf<typeof accountClosed>, tx: Tx): Promise<void> {
    for (const kept of [ReadingPositionSchema, FollowingSchema, ToldPublicationSchema]) {
      await tx.db.delete(kept, { accountId: data.accountId, office });
    }
  }
}
