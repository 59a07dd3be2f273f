import { Controller } from '@nestjs/common';
import { listExports, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';

type Item = ReplyOf<typeof listExports>['items'][number];

/** What was exported, the newest day first. */
@Controller()
export class ListExportsHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(listExports)
  async handle(
    query: RequestOf<typeof listExports>,
    caller: Caller,
  ): Promise<ReplyOf<typeof listExports>> {
    const after =
      query.cursor === undefined
        ? [null, null]
        : readCursor(query.cursor, z.tuple([z.iso.date(), z.string()]));
    const rows: (Omit<Item, 'madeAt'> & { madeAt: Date })[] = await this.source.query(
      `select table_name as table, business_date::text as date, rows,
              parquet_bytes as "parquetBytes", csv_bytes as "csvBytes", made_at as "madeAt"
       from export_file
       where office = $1 and ($2::text is null or table_name = $2)
         and ($3::date is null or business_date >= $3) and ($4::date is null or business_date <= $4)
         and ($5::date is null or business_date < $5 or (business_date = $5 and table_name > $6))
       order by business_date desc, table_name limit $7`,
      [
        caller.office,
        query.table ?? null,
        query.from ?? null,
        query.to ?? null,
        ...after,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })),
      nextCursor: rows.length > query.limit && last ? writeCursor([last.date, last.table]) : null,
    };
  }
}
