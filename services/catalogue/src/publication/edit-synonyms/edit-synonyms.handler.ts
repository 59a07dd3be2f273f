import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  changeSynonyms,
  readSynonyms,
  synonymsChanged,
  synonymTwice,
  type ReplyOf,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { wordsOf } from '../domain/indonesian.ts';
import { synonymsOf } from '../synonyms.ts';

type Table = ReplyOf<typeof readSynonyms>;

/** The librarian's table of names for the same thing. */
@Controller()
export class EditSynonymsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  @Answers(readSynonyms)
  async read(_: RequestOf<typeof readSynonyms>, { office }: Caller): Promise<Table> {
    return shown(await synonymsOf(this.source, office));
  }

  @Answers(changeSynonyms)
  change(table: RequestOf<typeof changeSynonyms>, caller: Caller): Promise<Table> {
    const groups = table.groups
      .map((names) => names.map((name) => wordsOf(name).join(' ')).filter((name) => name !== ''))
      .filter((names) => names.length > 1);
    const seen = new Set<string>();
    for (const name of groups.flat()) {
      if (seen.has(name)) {
        throw synonymTwice.error({ name });
      }
      seen.add(name);
    }
    return this.transaction.once(caller, async (tx) => {
      const changed: { version: number }[] = await tx.db.query(
        `insert into synonym_table as known (office, groups, version, changed_at, changed_by)
         select $1, $2::jsonb, 1, $4::timestamptz, $5::uuid
         where $3::int = 0 or exists (select from synonym_table where office = $1)
         on conflict (office) do update
           set groups = excluded.groups, version = known.version + 1,
               changed_at = excluded.changed_at, changed_by = excluded.changed_by
           where known.version = $3
         returning version`,
        [
          caller.office,
          JSON.stringify(groups),
          table.version,
          this.clock.now(),
          caller.actor.kind === 'anonymous' ? null : caller.actor.id,
        ],
      );
      const [now] = changed;
      if (now === undefined) {
        throw synonymsChanged.error({});
      }
      return { groups, version: now.version };
    });
  }
}

const shown = ({ groups, version }: Awaited<ReturnType<typeof synonymsOf>>): Table => ({
  groups: groups.map((names) => [...names]),
  version,
});
