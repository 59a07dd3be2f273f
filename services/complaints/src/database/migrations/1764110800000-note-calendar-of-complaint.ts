import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a case's dates are reckoned from, so that they can be reckoned anew, and by which version of the
 * office's calendar they were. Of a case that was reopened the newest answer's days count from then.
 */
export class NoteCalendarOfComplaint1764110800000 implements MigrationInterface {
  readonly name = 'NoteCalendarOfComplaint1764110800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table complaint
        add silent_since timestamptz,
        add calendar_version int not null default 0`);
    await runner.query(`alter table complaint alter calendar_version drop default`);
    await runner.query(`
      update complaint set deadlines = (
        select coalesce(jsonb_agg(deadline || jsonb_build_object('from', case
          when deadline->>'deadline' = 'substantive-response' then coalesce(
            (select max(payload->'data'->>'reopenedAt') from outbox
             where key = complaint.id::text
               and payload->>'type' = 'pst.complaints.complaint.reopened.v1'),
            to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          else to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end)), '[]')
        from jsonb_array_elements(deadlines) as deadline)`);
    await runner.query(
      `create index complaint_by_calendar on complaint (office, calendar_version)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
