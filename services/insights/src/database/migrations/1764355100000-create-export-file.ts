import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which days of which table were exported, when that was last looked at, and where the bytes lie. */
export class CreateExportFile1764355100000 implements MigrationInterface {
  readonly name = 'CreateExportFile1764355100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table export_file (
        office text not null,
        table_name text not null,
        business_date date not null,
        rows int not null,
        object_key text not null,
        form text not null,
        checked_on date not null,
        made_at timestamptz not null,
        parquet_bytes int not null,
        parquet_sha256 text not null,
        csv_bytes int not null,
        csv_sha256 text not null,
        primary key (office, table_name, business_date)
      )`);
    await runner.query(
      `create index export_file_by_date on export_file (office, business_date desc, table_name)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
