import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which extracts lie in object storage; those of earlier deliveries as well. */
export class NoteStoredExtracts1764320300000 implements MigrationInterface {
  readonly name = 'NoteStoredExtracts1764320300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table stored_extract (
        key text not null,
        office text not null,
        used_at timestamptz not null,
        constraint "stored_extract_pkey" primary key (key)
      )`);
    await runner.query(`create index stored_extract_by_use on stored_extract (office, used_at)`);
    await runner.query(`
      insert into stored_extract (key, office, used_at)
      select file ->> 'objectKey', min(office), max(created_at)
      from delivery, jsonb_array_elements(files) as file
      where file ->> 'objectKey' like 'extracts/%'
      group by 1`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
