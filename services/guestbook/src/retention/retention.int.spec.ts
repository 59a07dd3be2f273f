import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  checkIn,
  listVisits,
  readAudit,
  runRetention,
  visitPersonErased,
  type CheckIn,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';
import { RetentionSweep } from './sweep-retention/retention-sweep.ts';

const DAY_MS = 86_400_000;
const ARRIVED = new Date('2026-11-23T09:00:00+07:00');
const KEPT_UNTIL = new Date(ARRIVED.getTime() + 365 * DAY_MS);

const entry = {
  name: 'Merpati Rahasia',
  identityKind: 'ktp',
  institution: 'Universitas Merpati',
  institutionCategory: 'education-research',
  occupation: 'other',
  occupationText: 'Pelatih merpati',
  education: 'bachelor',
  sex: 'female',
  birthYear: 1998,
  purpose: 'data-request',
  useOfData: 'research',
  service: 'physical-library',
  country: 'ID',
  regencyCode: '1606',
  email: 'merpati@contoh.example',
  phone: '0857-8970-0503',
  noticeVersion: '2026-01',
} as const satisfies Partial<CheckIn>;

const admin = anActor('admin');

describe('retention', () => {
  const clock = Clock.standing(ARRIVED);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'guestbook',
      module: GuestbookModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service?.stop());

  let visitId: string;
  beforeEach(async () => {
    await service.source.query('truncate visit');
    clock.moveTo(ARRIVED);
    visitId = (await service.ask(checkIn, entry)).id;
  });

  const run = (dryRun: boolean) => service.ask(runRetention, { dryRun }, { actor: admin });
  const row = async () => {
    const [visit]: Record<string, unknown>[] = await service.source.query(
      'select * from visit where id = $1',
      [visitId],
    );
    return visit ?? {};
  };
  const personal = /_(sealed|index)$/;
  const held = async () =>
    Object.entries(await row()).filter(([name, value]) => personal.test(name) && value !== null);
  const afterRetention = () => clock.moveTo(new Date(KEPT_UNTIL.getTime() + 1));

  it('keeps a person for the days that the notice names, and not longer', async () => {
    clock.moveTo(KEPT_UNTIL);
    expect(await run(false)).toMatchObject({ visits: 0, oldestAt: null });
    expect(await held()).toHaveLength(8);
    afterRetention();
    expect(await run(false)).toMatchObject({ visits: 1, oldestAt: ARRIVED.toISOString() });
    expect(await held()).toEqual([]);
  });

  it('shows first what it would erase, and erases nothing then', async () => {
    afterRetention();
    const before = await row();
    expect(await run(true)).toEqual({
      dryRun: true,
      before: new Date(clock.now().getTime() - 365 * DAY_MS).toISOString(),
      visits: 1,
      oldestAt: ARRIVED.toISOString(),
      at: clock.now().toISOString(),
    });
    expect(await row()).toEqual(before);
  });

  it('leaves every code and every time as it was', async () => {
    const kept = async () =>
      Object.entries(await row()).filter(
        ([name]) => !personal.test(name) && name !== 'person_erased_at',
      );
    const before = await kept();
    expect(before.length).toBeGreaterThan(40);
    afterRetention();
    await run(false);
    expect(await kept()).toEqual(before);
  });

  it('still lists the visit, without a person', async () => {
    afterRetention();
    await run(false);
    const { items } = await service.ask(listVisits, { date: '2026-11-23' }, { actor: admin });
    expect(items).toEqual([
      expect.objectContaining({ id: visitId, name: null, institution: null }),
    ]);
  });

  it('announces who went by the id of the visit and nothing else', async () => {
    afterRetention();
    await run(false);
    const { data } = await service.event(visitPersonErased, visitId);
    expect(data).toEqual({ visitId, at: clock.now().toISOString(), cause: 'retention' });
  });

  it('erases more than one round holds, each person once, also when two run at once', async () => {
    await service.source.query(
      `insert into visit select copy.* from visit, generate_series(1, 450) as number,
         jsonb_populate_record(visit, jsonb_build_object('id', gen_random_uuid(), 'code', number,
           'ticket_number', 'Z' || number)) as copy`,
    );
    afterRetention();
    const runs = await Promise.all([run(false), run(false)]);
    expect(runs[0].visits + runs[1].visits).toBe(451);
    expect(await run(true)).toMatchObject({ visits: 0 });
    const [{ told }]: [{ told: number }] = await service.source.query(
      `select count(*)::int as told from aggregate_version
       where key in (select id::text from visit) and version = 2`,
    );
    expect(told).toBe(1); // checked in and erased; the copies were never announced as coming
  });

  it('takes the number of a card along, however late it was recorded', async () => {
    afterRetention();
    await service.source.query(
      `insert into identity_number (visit_id, office, kind, number_sealed, number_index, recorded_at)
       values ($1, '1606', 'ktp', 'sealed', 'index', $2)`,
      [visitId, clock.now()],
    );
    await run(false);
    expect(await service.source.query('select * from identity_number')).toEqual([]);
    const lines = await service.ask(
      readAudit,
      { action: 'identity-number-erased' },
      { actor: admin },
    );
    expect(lines.items.map(({ subjectId }) => subjectId)).toEqual([visitId]);
  });

  it('does not touch the visits of another office', async () => {
    afterRetention();
    const elsewhere = await service.ask(
      runRetention,
      { dryRun: false },
      { actor: admin, office: '1607' },
    );
    expect(elsewhere.visits).toBe(0);
    expect(await held()).toHaveLength(8);
  });

  it('goes by itself, and says so in the audit log only when somebody went', async () => {
    const sweep = service.running.app.get(RetentionSweep);
    const runs = async () =>
      (await service.ask(readAudit, { action: 'retention-run' }, { actor: admin })).items;
    const before = await runs();
    expect(await sweep.sweep()).toBe(0);
    expect(await runs()).toEqual(before);
    afterRetention();
    expect(await sweep.sweep()).toBe(1);
    const [newest] = await runs();
    expect(newest).toMatchObject({ action: 'retention-run', actorId: null, reason: null });
    expect(newest?.seq).toBe((before[0]?.seq ?? 0) + 1);
  });

  it('says in the audit log which administrator ran it', async () => {
    await run(false);
    const { items } = await service.ask(readAudit, { limit: 1 }, { actor: admin });
    expect(items[0]).toMatchObject({ action: 'retention-run', actorId: admin.id });
  });

  it.each(['officer', 'head', 'analyst'] as const)('is not for the %s', async (role) => {
    await expect(
      service.ask(runRetention, { dryRun: true }, { actor: anActor(role) }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('never tells of the person outside of the sealed columns', async () => {
    afterRetention();
    await run(false);
    const rows = JSON.stringify([
      await service.source.query('select * from outbox'),
      await service.source.query('select * from audit_line'),
      await service.source.query('select * from visit_event'),
      await service.events(visitPersonErased),
    ]);
    expect(rows).not.toMatch(/merpati|85789700503|8970-0503/i);
  });
});
