import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberChanges1764220100000 implements MigrationInterface {
  readonly name = 'RememberChanges1764220100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table publication add column merged_into uuid, add column imported_fingerprint text`);
    await runner.query(`
      update publication set imported_fingerprint = fingerprint where source is not null`);
    await runner.query(`
      create table publication_change (
        seq serial not null,
        office text not null,
        publication_id uuid not null,
        action text not null,
        actor_id uuid,
        reason text,
        fields jsonb not null,
        at timestamptz not null,
        constraint "publication_change_pkey" primary key (seq)
      )`);
    await runner.query(`
      create index publication_change_by_publication on publication_change (publication_id, seq)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
