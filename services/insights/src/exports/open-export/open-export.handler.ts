import { Controller } from '@nestjs/common';
import { notFound, openExport, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';

const TYPES = { parquet: 'application/vnd.apache.parquet', csv: 'text/csv' } as const;

/** Where the bytes of an exported file lie. */
@Controller()
export class OpenExportHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(openExport)
  async handle(
    { table, date, format }: RequestOf<typeof openExport>,
    caller: Caller,
  ): Promise<ReplyOf<typeof openExport>> {
    const [file]: { object_key: string; bytes: number; sha256: string }[] = await this.source.query(
      `select object_key, ${format}_bytes as bytes, ${format}_sha256 as sha256 from export_file
       where office = $1 and table_name = $2 and business_date = $3`,
      [caller.office, table, date],
    );
    if (file === undefined) {
      throw notFound.error({});
    }
    return {
      objectKey: `${file.object_key}.${format}`,
      bytes: file.bytes,
      sha256: file.sha256,
      fileName: `${table}-${caller.office}-${date}.${format}`,
      contentType: TYPES[format],
    };
  }
}
