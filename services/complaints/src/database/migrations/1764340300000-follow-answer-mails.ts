import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far the mail about each answer came. Of those sent before, nothing is known. */
export class FollowAnswerMails1764340300000 implements MigrationInterface {
  readonly name = 'FollowAnswerMails1764340300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table answer_mail (
        message_id uuid not null,
        office text not null,
        state text not null,
        constraint "answer_mail_pkey" primary key (message_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
