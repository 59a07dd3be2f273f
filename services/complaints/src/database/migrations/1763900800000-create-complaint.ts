import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateComplaint1763900800000 implements MigrationInterface {
  readonly name = 'CreateComplaint1763900800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table complaint (
        id uuid not null,
        office text not null,
        code text not null,
        number text not null,
        pin_index text not null,
        channel text not null,
        anonymous boolean not null,
        secret boolean not null,
        language text not null,
        received_at timestamptz not null,
        subject_sealed text not null,
        contact_sealed text,
        kind text not null,
        class text,
        state text not null,
        assignee_id uuid,
        deadlines jsonb not null,
        overdue boolean not null,
        silent_until timestamptz,
        closed_at timestamptz,
        reopen_until timestamptz,
        rating int,
        wrong_pins int not null,
        locked_until timestamptz,
        next_due_at timestamptz,
        constraint "complaint_pkey" primary key (id)
      )`);
    await runner.query(`create unique index complaint_by_code on complaint (code)`);
    await runner.query(`create unique index complaint_by_number on complaint (office, number)`);
    await runner.query(`create index complaint_by_due on complaint (next_due_at)`);
    await runner.query(`
      create table complaint_message (
        id uuid not null,
        office text not null,
        complaint_id uuid not null,
        position int not null,
        written_by text not null,
        kind text not null,
        body_sealed text not null,
        author_id uuid,
        at timestamptz not null,
        constraint "complaint_message_pkey" primary key (id)
      )`);
    await runner.query(
      `create unique index complaint_message_by_complaint
       on complaint_message (complaint_id, position)`,
    );
    await runner.query(`
      create table register_counter (
        office text not null,
        year int not null,
        last int not null,
        primary key (office, year)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
