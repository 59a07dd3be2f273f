import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  complaintClosed,
  complaintReceived,
  exportTables,
  listExports,
  newId,
  openExport,
  ratingGiven,
  visitCheckedIn,
  visitServing,
  type CloudEvent,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { parquetReadObjects } from 'hyparquet';
import { database } from '../database/data-source.ts';
import type { InsightsConfig } from '../insights.config.ts';
import { InsightsModule } from '../insights.module.ts';
import { ExportWriting } from './write-exports/export-writing.ts';

const analyst = { actor: anActor('analyst') };
const DAY_MS = 86_400_000;
/** A Monday, nine o'clock in Sekayu. */
const MONDAY = new Date('2026-11-23T02:00:00Z');
const later = (minutes: number) => new Date(MONDAY.getTime() + minutes * 60_000);

/** The facts of a visit that began at this instant and was served two minutes later. */
function aVisit(at: Date, visitId = newId()): CloudEvent[] {
  const about = { office: '1606', about: visitId, at };
  const service = 'physical-library' as const;
  const timeQuality = 'measured' as const;
  return [
    visitCheckedIn.create(
      {
        visitId,
        ticketNumber: 'A001',
        service,
        purpose: 'library-visit',
        useOfData: 'research',
        institutionCategory: 'education-research',
        occupation: 'student',
        education: 'bachelor',
        sex: 'female',
        ageBand: '17-25',
        disability: 'none',
        country: 'ID',
        regencyCode: '1606',
        checkedInAt: at.toISOString(),
        dueAt: at.toISOString(),
        totalDueAt: at.toISOString(),
        timeQuality,
      },
      about,
    ),
    visitServing.create(
      {
        visitId,
        service,
        servingAt: new Date(at.getTime() + 120_000).toISOString(),
        waitSeconds: 120,
        timeQuality,
      },
      about,
    ),
  ];
}

describe('exports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pst-exports-'));
  const storage = new DirectoryStorage(folder);
  const clock = Clock.standing(MONDAY);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<InsightsConfig>({
      name: 'insights',
      module: InsightsModule,
      database,
      config: { OBJECT_STORAGE_DIR: folder },
      clock,
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  const writing = () => service.running.app.get(ExportWriting);
  const listed = async () => (await service.ask(listExports, { limit: 100 }, analyst)).items;

  async function takenIn(...events: CloudEvent[]): Promise<void> {
    for (const event of events) {
      await service.announce(event);
    }
    await eventually(async () => {
      const [{ count }] = await service.source.query(
        `select count(*)::int as count from received_event where id = any($1)`,
        [events.map(({ id }) => id)],
      );
      expect(count).toBe(events.length);
    });
  }

  async function bytesOf(table: 'visits' | 'ratings', date: string, format: 'parquet' | 'csv') {
    const { objectKey } = await service.ask(openExport, { table, date, format }, analyst);
    return storage.withFile(objectKey, (path) => readFile(path));
  }

  /** Read by a program that has no part in the writing. */
  async function rowsOf(table: 'visits' | 'ratings', date: string) {
    const bytes = await bytesOf(table, date, 'parquet');
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return parquetReadObjects({ file: file as ArrayBuffer });
  }

  it('leaves a day alone until it is over in the zone of the office', async () => {
    await takenIn(...aVisit(MONDAY));
    // Sixteen o'clock in Greenwich is already eleven at night here, and still Monday.
    clock.moveTo(new Date('2026-11-23T16:00:00Z'));
    expect(await writing().writeDue()).toBe(0);
    clock.moveTo(new Date('2026-11-23T17:00:00Z'));
    expect(await writing().writeDue()).toBe(1);
    expect(await listed()).toMatchObject([{ table: 'visits', date: '2026-11-23', rows: 1 }]);
  });

  it('says in Parquet and in CSV what the facts say, and nothing of the visitor', async () => {
    const [fact] = await service.source.query(
      `select visit_id, wait_seconds, served_fate, checked_in_at from visit_figure`,
    );
    const [row] = await rowsOf('visits', '2026-11-23');
    expect(Object.keys(row ?? {})).toEqual(Object.keys(exportTables.visits.columns));
    expect(row).toMatchObject({
      visit_id: fact.visit_id,
      business_date: new Date('2026-11-23'),
      hour: 9,
      weekday: 1,
      service: 'physical-library',
      measured: true,
      checked_in_at: fact.checked_in_at,
      wait_seconds: 120,
      total_seconds: null,
      served_fate: fact.served_fate,
    });
    const csv = String(await bytesOf('visits', '2026-11-23', 'csv'));
    const [head, line] = csv.split('\r\n');
    expect(head).toBe(Object.keys(exportTables.visits.columns).join(','));
    expect(line).toContain(`${fact.visit_id},2026-11-23,9,1,physical-library,library-visit`);
    expect(csv + JSON.stringify(row)).not.toMatch(/female|17-25|bachelor|student|A001/);
  });

  it('does nothing twice, and catches up with every day it missed', async () => {
    expect(await writing().writeDue()).toBe(0);
    await takenIn(
      ...aVisit(new Date(MONDAY.getTime() + DAY_MS)),
      ...aVisit(new Date(MONDAY.getTime() + 2 * DAY_MS)),
    );
    clock.moveTo(new Date(MONDAY.getTime() + 9 * DAY_MS));
    expect(await writing().writeDue()).toBe(2);
    expect((await listed()).map(({ date }) => date)).toEqual([
      '2026-11-25',
      '2026-11-24',
      '2026-11-23',
    ]);
  });

  it('writes a day again when a fact of it came late, and leaves nothing of the old file', async () => {
    const complaintId = newId();
    const about = { office: '1606', about: complaintId, at: MONDAY };
    await takenIn(
      ...aVisit(later(60)),
      complaintReceived.create(
        {
          complaintId,
          channel: 'web',
          kind: 'complaint',
          anonymous: false,
          secret: false,
          receivedAt: MONDAY.toISOString(),
        },
        about,
      ),
    );
    clock.moveTo(new Date(clock.now().getTime() + DAY_MS));
    expect(await writing().writeDue()).toBe(2);
    expect(await rowsOf('visits', '2026-11-23')).toHaveLength(2);
    await takenIn(
      complaintClosed.create(
        { complaintId, closedAt: clock.now().toISOString(), by: 'office' },
        about,
      ),
    );
    clock.moveTo(new Date(clock.now().getTime() + DAY_MS));
    expect(await writing().writeDue()).toBe(1);
    const files = await readdir(join(folder, 'exports/1606/complaints'));
    expect(files.toSorted()).toHaveLength(2);
  });

  it('is the same whichever of two replicas writes, or both', async () => {
    const invitationId = newId();
    await takenIn(
      ratingGiven.create(
        {
          invitationId,
          source: 'visit',
          sourceId: newId(),
          rating: 4,
          commented: false,
          givenAt: MONDAY.toISOString(),
        },
        { office: '1606', about: invitationId, at: MONDAY },
      ),
    );
    clock.moveTo(new Date(clock.now().getTime() + DAY_MS));
    const replica = await service.replica();
    await Promise.all([writing().writeDue(), replica.app.get(ExportWriting).writeDue()]);
    expect(await rowsOf('ratings', '2026-11-23')).toEqual([
      { business_date: new Date('2026-11-23'), source: 'visit', rating: 4 },
    ]);
    expect(await readdir(join(folder, 'exports/1606/ratings'))).toHaveLength(2);
  });

  it('is for heads and analysts, each of their own office', async () => {
    await expect(service.ask(listExports, {}, { actor: anActor('officer') })).rejects.toMatchObject(
      { slug: 'not-allowed' },
    );
    const elsewhere = await service.ask(listExports, {}, { ...analyst, office: '1671' });
    expect(elsewhere.items).toEqual([]);
  });
});
