import { Controller } from '@nestjs/common';
import { suggestInstitutions, type institution, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { spellingOf } from '../../spelling.ts';

const MOST = 8;
/** Two letters of ten may be wrong; further away the suggestions would only surprise. */
const ALIKE = 0.45;

/** What somebody who begins to type may mean: by its beginning, a word's beginning, or nearly so. */
@Controller()
export class SuggestInstitutionsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(suggestInstitutions)
  async handle({ q }: RequestOf<typeof suggestInstitutions>, caller: Caller) {
    const typed = spellingOf(q);
    const items: z.infer<typeof institution>[] = await this.source.query(
      `select id, name, category from institution
       where office = $1 and (
         spelling like $2 || '%' or spelling like '% ' || $2 || '%'
         or word_similarity($2, spelling) >= $3)
       order by spelling like $2 || '%' desc, spelling like '% ' || $2 || '%' desc,
         word_similarity($2, spelling) desc, name
       limit ${MOST}`,
      [caller.office, typed, ALIKE],
    );
    return { items: typed === '' ? [] : items };
  }
}
