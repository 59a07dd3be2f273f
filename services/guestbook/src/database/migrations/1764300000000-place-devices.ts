import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of the office's devices stands on a desk PC; each on one PC at most. */
export class PlaceDevices1764300000000 implements MigrationInterface {
  readonly name = 'PlaceDevices1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table workstation add device_id uuid`);
    await runner.query(`create unique index workstation_by_device on workstation (device_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
