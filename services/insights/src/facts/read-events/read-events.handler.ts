import { Controller } from '@nestjs/common';
import { readEvents, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';

/** The events as they came, for analysts to replay. */
@Controller()
export class ReadEventsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(readEvents)
  async handle(query: RequestOf<typeof readEvents>, caller: Caller) {
    const types = query.types?.split(',').map((type) => type.trim()) ?? null;
    // Only what no unfinished transaction can still precede: a reader that remembers the last position
    // would otherwise miss an event that commits later under an earlier one.
    const rows: { position: string; payload: Record<string, unknown> }[] = await this.source.query(
      `select position, payload from received_event
       where office = $1 and position > $2 and ($3::text[] is null or type = any($3))
         and xid < pg_snapshot_xmin(pg_current_snapshot())
       order by position limit $4`,
      [caller.office, query.after, types, query.limit],
    );
    return {
      items: rows.map(({ position, payload }) => ({ position: Number(position), event: payload })),
    };
  }
}
