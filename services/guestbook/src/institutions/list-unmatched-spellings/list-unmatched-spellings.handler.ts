import { Controller } from '@nestjs/common';
import { listUnmatchedSpellings, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import { PersonalData, type Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { sealedIn } from '../../sealed-person.ts';

interface Group {
  key: string;
  visits: number;
  last_at: Date;
  category: ReplyOf<typeof listUnmatchedSpellings>['items'][number]['category'];
  visit_id: string;
  sealed: string;
}

const position = z.tuple([z.number(), z.string()]);

/** Visits whose institution nobody has sorted yet, by what was typed; opened for officers only. */
@Controller()
export class ListUnmatchedSpellingsHandler {
  constructor(
    private readonly source: DataSource,
    private readonly personal: PersonalData,
  ) {}

  @Answers(listUnmatchedSpellings)
  async handle({ limit, cursor }: RequestOf<typeof listUnmatchedSpellings>, caller: Caller) {
    const [visitsBefore, keyAfter] =
      cursor === undefined ? [null, null] : readCursor(cursor, position);
    const groups: Group[] = await this.source.query(
      `select * from (
         select institution_index as key, count(*)::int as visits, max(checked_in_at) as last_at,
           mode() within group (order by institution_category) as category,
           (array_agg(id order by checked_in_at desc))[1] as visit_id,
           (array_agg(institution_sealed order by checked_in_at desc))[1] as sealed
         from visit
         where office = $1 and institution_id is null and institution_index is not null
         group by institution_index
       ) spelling
       where $2::int is null or visits < $2 or (visits = $2 and key > $3)
       order by visits desc, key limit $4`,
      [caller.office, visitsBefore, keyAfter, limit + 1],
    );
    const page = groups.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ key, visits, last_at: lastAt, category, visit_id: id, sealed }) => ({
        key,
        text: this.personal.open(sealed, sealedIn('institution', id)),
        category,
        visits,
        lastAt: lastAt.toISOString(),
      })),
      nextCursor:
        groups.length > limit && last !== undefined ? writeCursor([last.visits, last.key]) : null,
    };
  }
}
