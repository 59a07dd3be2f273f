import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a mail lies that opened no case, and, sealed, whose it is and what it is about. */
export class ListPassedOverMails1764352100000 implements MigrationInterface {
  readonly name = 'ListPassedOverMails1764352100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table incoming_mail
        add mailbox text,
        add uid_validity text,
        add uid bigint,
        add head_sealed text`);
    await runner.query(
      `create index incoming_mail_by_outcome on incoming_mail (office, outcome, id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
