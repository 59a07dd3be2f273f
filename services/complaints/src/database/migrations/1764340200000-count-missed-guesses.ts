import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Guesses at codes that are no case's, per office; a guess at one that is counts in its case. */
export class CountMissedGuesses1764340200000 implements MigrationInterface {
  readonly name = 'CountMissedGuesses1764340200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table missed_guess (
        office text not null,
        count bigint not null,
        primary key (office)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
