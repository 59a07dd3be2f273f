import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSurvey1763900500000 implements MigrationInterface {
  readonly name = 'CreateSurvey1763900500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table survey_invitation (
        id uuid not null,
        office text not null,
        source text not null,
        source_id uuid not null,
        served_at timestamptz not null,
        expires_at timestamptz not null,
        officer_id uuid,
        answered_at timestamptz,
        constraint "survey_invitation_pkey" primary key (id)
      )`);
    await runner.query(`
      create unique index survey_invitation_by_source
      on survey_invitation (office, source, source_id)`);
    await runner.query(`
      create table survey_response (
        id uuid not null,
        office text not null,
        invitation_id uuid not null,
        source text not null,
        rating int not null,
        comment_sealed text,
        elements jsonb not null,
        respondent jsonb not null,
        answered_at timestamptz not null,
        constraint "survey_response_pkey" primary key (id)
      )`);
    // One answer per invitation even if every rule above it failed.
    await runner.query(`
      create unique index survey_response_by_invitation on survey_response (invitation_id)`);
    await runner.query(`
      create index survey_response_by_time on survey_response (office, answered_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
