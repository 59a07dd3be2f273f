import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nobody is asked twice in a quarter. Who was asked before this is not known; each counts as another. */
export class InviteOnce1764250000000 implements MigrationInterface {
  readonly name = 'InviteOnce1764250000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table survey_invitation add person text, add quarter text`);
    await runner.query(`
      update survey_invitation
      set person = source_id::text, quarter = to_char(served_at, 'YYYY-"Q"Q')`);
    await runner.query(`
      alter table survey_invitation
      alter person set not null, alter quarter set not null`);
    await runner.query(`
      create unique index survey_invitation_by_person
      on survey_invitation (office, quarter, person)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
