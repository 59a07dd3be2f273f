import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  checkIdentity,
  checkIn,
  newId,
  readAudit,
  readIdentityNumber,
  recordIdentityNumber,
  revealIdentityNumber,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';
import { IdentityNumberSweep } from './erase-identity-numbers/identity-number-sweep.ts';

const PROFILE = new URL('../../../../deploy/service-standard-1606.yaml', import.meta.url);
const NIK = '1606014507950007';
const DAY_MS = 86_400_000;
const officer = anActor('officer');
const as = { actor: officer };

async function started(clock: Clock, config = {}): Promise<ServiceUnderTest> {
  return serviceUnderTest({ name: 'guestbook', module: GuestbookModule, database, clock, config });
}

async function arrived(service: ServiceUnderTest): Promise<string> {
  const { id } = await service.ask(checkIn, {
    name: 'Kenari Rahasia',
    identityKind: 'ktp',
    institution: 'Universitas Kenari',
    institutionCategory: 'education-research',
    occupation: 'student',
    education: 'bachelor',
    sex: 'female',
    birthYear: 1995,
    purpose: 'library-visit',
    useOfData: 'research',
    service: 'physical-library',
    noticeVersion: '2026-01',
  });
  return id;
}

describe('the number of a card, in an office that keeps none', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await started(Clock.standing(new Date('2026-11-23T09:00:00+07:00')));
  });
  afterAll(() => service?.stop());

  it('is refused, and nothing of it is there', async () => {
    const visitId = await arrived(service);
    await service.ask(checkIdentity, { visitId, kind: 'ktp' }, as);
    const refused = { slug: 'identity-number-not-stored', status: 409 };
    await expect(
      service.ask(recordIdentityNumber, { visitId, kind: 'ktp', number: NIK }, as),
    ).rejects.toMatchObject(refused);
    await expect(
      service.ask(revealIdentityNumber, { visitId, reason: 'correction' }, as),
    ).rejects.toMatchObject(refused);
    expect(await service.source.query('select * from identity_number')).toEqual([]);
  });
});

describe('the number of a card, in an office that keeps it', () => {
  const clock = Clock.standing(new Date('2026-11-23T09:00:00+07:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    const profile = join(await mkdtemp(join(tmpdir(), 'office-')), 'office.yaml');
    const written = await readFile(PROFILE, 'utf8');
    await writeFile(profile, written.replace('    store: false\n', '    store: true\n'));
    service = await started(clock, { OFFICE_PROFILE: profile });
  });
  afterAll(() => service?.stop());

  const seen = async () => {
    const visitId = await arrived(service);
    await service.ask(checkIdentity, { visitId, kind: 'ktp' }, as);
    return visitId;
  };
  const record = (visitId: string, number = NIK, kind: 'ktp' | 'passport' = 'ktp') =>
    service.ask(recordIdentityNumber, { visitId, kind, number }, as);
  const reveal = (visitId: string) =>
    service.ask(revealIdentityNumber, { visitId, reason: 'identity-doubt' }, as);
  const linesAbout = async (visitId: string) =>
    (await service.ask(readAudit, { limit: 100 }, { actor: anActor('admin') })).items
      .filter(({ subjectId }) => subjectId === visitId)
      .map(({ action, actorId, reason }) => ({ action, actorId, reason }));

  it('is kept masked, for its retention', async () => {
    const visitId = await seen();
    const kept = await record(visitId, '16.0601 450795 0007');
    expect(kept).toMatchObject({
      visitId,
      kind: 'ktp',
      masked: '••••••••••••0007',
      eraseAt: new Date(clock.now().getTime() + 30 * DAY_MS).toISOString(),
      warnings: [],
    });
    expect((await service.ask(readIdentityNumber, { visitId }, as)).kept).toEqual(kept);
  });

  it('is shown whole for a reason, each time with a line of the audit log', async () => {
    const visitId = await seen();
    await record(visitId);
    expect(await reveal(visitId)).toEqual({ visitId, kind: 'ktp', number: NIK });
    await reveal(visitId);
    const line = { actorId: officer.id, reason: 'identity-doubt' };
    expect(await linesAbout(visitId)).toEqual([
      { action: 'identity-number-revealed', ...line },
      { action: 'identity-number-revealed', ...line },
      { action: 'identity-number-recorded', actorId: officer.id, reason: null },
    ]);
  });

  it('is nowhere in the clear', async () => {
    const visitId = await seen();
    await service.ask(
      recordIdentityNumber,
      { visitId, kind: 'ktp', number: NIK },
      { ...as, idempotencyKey: newId() },
    );
    await reveal(visitId);
    const rows = JSON.stringify([
      await service.source.query('select * from identity_number'),
      await service.source.query('select * from visit_event'),
      await service.source.query('select * from audit_line'),
      await service.source.query('select * from idempotent_request'),
      await service.source.query('select * from outbox'),
    ]);
    expect(rows).toContain(visitId);
    expect(rows).not.toContain(NIK);
    expect(rows).not.toContain(NIK.slice(6));
  });

  it('does not open in another visit’s row', async () => {
    const [mine, other] = [await seen(), await seen()];
    await record(mine);
    await record(other, '1606010101900001');
    await service.source.query(
      `update identity_number set number_sealed =
         (select number_sealed from identity_number where visit_id = $1)
       where visit_id = $2`,
      [mine, other],
    );
    const lines = await linesAbout(other);
    await expect(reveal(other)).rejects.toMatchObject({ slug: 'unexpected' });
    expect(await linesAbout(other)).toEqual(lines);
  });

  it('counts the other visits of the same card, and is one per visit', async () => {
    const number = '1606017112000042';
    const [first, second] = [await seen(), await seen()];
    expect(await record(first, number)).toMatchObject({ earlierVisits: 0 });
    expect(await record(second, number)).toMatchObject({ earlierVisits: 1 });
    expect(await record(second, '1606017112000043')).toMatchObject({ earlierVisits: 0 });
  });

  it('is refused when no card can have it, without repeating it', async () => {
    const visitId = await seen();
    const refusal = await record(visitId, '1606013202950007').catch((problem: unknown) => problem);
    expect(refusal).toMatchObject({
      slug: 'identity-number-impossible',
      params: { reason: 'day' },
    });
    expect(JSON.stringify(refusal) + String(refusal)).not.toContain('1606013202950007');
    expect((await service.ask(readIdentityNumber, { visitId }, as)).kept).toBeNull();
  });

  it('of an unknown region is kept, with a warning', async () => {
    expect((await record(await seen(), '9906010102030001')).warnings).toEqual(['region-unknown']);
  });

  it('is recorded after the card was seen, and only in its own office', async () => {
    const unseen = await arrived(service);
    await expect(record(unseen)).rejects.toMatchObject({ slug: 'identity-not-checked' });
    const visitId = await seen();
    await record(visitId);
    await expect(
      service.ask(
        revealIdentityNumber,
        { visitId, reason: 'correction' },
        { ...as, office: '1605' },
      ),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it.each(['head', 'librarian', 'analyst'] as const)('is not for the %s', async (role) => {
    await expect(
      service.ask(
        revealIdentityNumber,
        { visitId: newId(), reason: 'correction' },
        { actor: anActor(role) },
      ),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });

  it('is erased after its retention, and the log says so', async () => {
    const sweep = service.running.app.get(IdentityNumberSweep);
    const visitId = await seen();
    await record(visitId);
    clock.moveTo(new Date(clock.now().getTime() + 30 * DAY_MS - 1));
    await sweep.sweep();
    expect((await service.ask(readIdentityNumber, { visitId }, as)).kept).not.toBeNull();
    clock.moveTo(new Date(clock.now().getTime() + 1));
    await Promise.all([sweep.sweep(), sweep.sweep()]);
    await expect(reveal(visitId)).rejects.toMatchObject({ slug: 'not-found' });
    expect(await linesAbout(visitId)).toEqual([
      { action: 'identity-number-erased', actorId: null, reason: null },
      { action: 'identity-number-recorded', actorId: officer.id, reason: null },
    ]);
    const audit = await service.ask(readAudit, {}, { actor: anActor('admin') });
    expect(audit.intact).toBe(true);
  });
});
