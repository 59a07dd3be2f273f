import { Controller } from '@nestjs/common';
import { findCopies, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { printedNumberOf } from '../domain/printed-number.ts';
import { wordsOf } from '../domain/indonesian.ts';

type Found = ReplyOf<typeof findCopies>;

const MOST = 20;

/** The hardcopy in an officer's hand, by whatever of it a scanner reads or a hand types. */
@Controller()
export class FindCopiesHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(findCopies)
  async handle({ q }: RequestOf<typeof findCopies>, { office }: Caller): Promise<Found> {
    const words = wordsOf(q);
    const tsquery = words.map((word) => `${word}:*`).join(' & ');
    const items: Found['items'] = await this.source.query(
      `select copy.id as "copyId", publication.id as "publicationId", title, year,
              shelf_mark as "shelfMark", condition
       from copy join publication on publication.id = copy.publication_id
       where copy.office = $1 and condition <> 'lost' and not withdrawn
         and (lower(shelf_mark) like $2 or copy.id::text = lower($3) or label = $3
              or ($4 <> '' and $4 in (${digits('isbn')}, ${digits('issn')}))
              or ($5 <> '' and search @@ to_tsquery('simple', $5)))
       order by lower(shelf_mark) <> lower($3), copy.id::text <> lower($3), label is distinct from $3,
                year desc nulls last, title, shelf_mark
       limit ${MOST}`,
      [office, `${likeLiteral(q.toLowerCase())}%`, q, printedNumberOf(q) ?? '', tsquery],
    );
    return { items };
  }
}

/** A number as printed, without its hyphens and spaces; an ISSN keeps its check character aside. */
const digits = (column: 'isbn' | 'issn') =>
  column === 'isbn'
    ? `regexp_replace(isbn, '[^0-9]', '', 'g')`
    : `left(regexp_replace(issn, '[^0-9Xx]', '', 'g'), 7)`;

const likeLiteral = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
