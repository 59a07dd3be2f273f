import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFollowing1764350000000 implements MigrationInterface {
  readonly name = 'CreateFollowing1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table following (
        id uuid not null,
        office text not null,
        account_id uuid not null,
        followed_index text not null,
        followed_sealed text not null,
        after_year int,
        since timestamptz not null,
        constraint "following_pkey" primary key (id)
      );
      create unique index following_by_account on following (account_id, followed_index);

      create table told_publication (
        account_id uuid not null,
        publication_id uuid not null,
        office text not null,
        told_on date not null,
        constraint "told_publication_pkey" primary key (account_id, publication_id)
      );

      create index publication_by_arrival on publication (office, added_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
