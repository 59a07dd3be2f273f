import { Controller } from '@nestjs/common';
import { listInstitutions, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { spellingOf } from '../../spelling.ts';

type Item = ReplyOf<typeof listInstitutions>['items'][number];

const position = z.tuple([z.string(), z.uuid()]);

@Controller()
export class ListInstitutionsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listInstitutions)
  async handle({ q, limit, cursor }: RequestOf<typeof listInstitutions>, caller: Caller) {
    const [afterName, afterId] = cursor === undefined ? [null, null] : readCursor(cursor, position);
    const rows: Item[] = await this.source.query(
      `select id, name, category,
         (select count(*)::int from visit where institution_id = institution.id) as visits,
         (select count(*)::int from institution_spelling
          where institution_id = institution.id) as spellings
       from institution
       where office = $1 and ($2 = '' or spelling like '%' || $2 || '%')
         and ($3::text is null or (name, id) > ($3, $4::uuid))
       order by name, id limit $5`,
      [caller.office, spellingOf(q ?? ''), afterName, afterId, limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor:
        rows.length > limit && last !== undefined ? writeCursor([last.name, last.id]) : null,
    };
  }
}
