import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  changeCannedReplies,
  readCannedReplies,
  repliesChanged,
  strangePlaceholder,
  unknownPlaceholder,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { cannedRepliesOf } from '../canned-replies.ts';
import { handlerOf } from '../handler-of.ts';

type Table = ReplyOf<typeof readCannedReplies>;

/** The handlers' table of replies for what they are told again and again. */
@Controller()
export class EditCannedRepliesHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(readCannedReplies)
  async read(_: RequestOf<typeof readCannedReplies>, { office }: Caller): Promise<Table> {
    const { replies, version } = await cannedRepliesOf(this.source, office);
    return { replies: [...replies], version };
  }

  @Answers(changeCannedReplies)
  change(
    { replies, version }: RequestOf<typeof changeCannedReplies>,
    caller: Caller,
  ): Promise<Table> {
    for (const { name, text } of replies) {
      const placeholder = strangePlaceholder(text.id) ?? strangePlaceholder(text.en);
      if (placeholder !== undefined) {
        throw unknownPlaceholder.error({ name, placeholder });
      }
    }
    return this.transaction.once(caller, async (tx) => {
      const changed: { version: number }[] = await tx.db.query(
        `insert into reply_table as known (office, replies, version, changed_at, changed_by)
         select $1, $2::jsonb, 1, $4::timestamptz, $5::uuid
         where $3::int = 0 or exists (select from reply_table where office = $1)
         on conflict (office) do update
           set replies = excluded.replies, version = known.version + 1,
               changed_at = excluded.changed_at, changed_by = excluded.changed_by
           where known.version = $3
         returning version`,
        [caller.office, JSON.stringify(replies), version, this.clock.now(), handlerOf(caller)],
      );
      const [now] = changed;
      if (now === undefined) {
        throw repliesChanged.error({});
      }
      return { replies, version: now.version };
    });
  }
}
