import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  fileComplaint,
  handleComplaint,
  listIdentityReads,
  readComplaint,
  readReporter,
} from '@pst/contracts';
import { AuditTrail, pendingSchemaChanges } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const handler = anActor('complaint-handler');
const head = anActor('head');
const contact = { name: 'Kenari Rahasia', email: 'kenari@contoh.example' };

describe('who a reporter is', () => {
  const clock = Clock.standing(new Date('2026-11-02T09:00:00+07:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const file = (more: object = {}) =>
    service.ask(fileComplaint, { subject: 'Antrean', body: 'Lama.', contact, ...more });
  const read = (complaintId: string, actor = handler) =>
    service.ask(readReporter, { complaintId, reason: 'contact-reporter' }, { actor });
  const lines = async (actor = head) =>
    (await service.ask(listIdentityReads, { limit: 100 }, { actor })).items;

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('does not stand in the case as its handlers read it', async () => {
    const { id } = await file();
    const seen = await service.ask(readComplaint, { complaintId: id }, { actor: handler });
    expect(seen.contactLeft).toBe(true);
    expect(JSON.stringify(seen)).not.toMatch(/kenari/i);
  });

  it('is shown for a reason, and each reading is a line for the head', async () => {
    const { id } = await file();
    const before = (await lines()).length;
    expect(await read(id)).toEqual({ contact });
    await read(id);
    const after = await lines();
    expect(after).toHaveLength(before + 2);
    expect(after[0]).toMatchObject({
      complaintId: id,
      number: expect.stringMatching(/^2026\/\d{4}$/),
      accountId: handler.id,
      reason: 'contact-reporter',
      at: clock.now().toISOString(),
    });
    expect(JSON.stringify(after)).not.toMatch(/kenari/i);
  });

  it('is not shown, and leaves no line, when the reporter wants to stay unknown', async () => {
    const { id } = await file({ anonymous: true });
    const before = await lines();
    await expect(read(id)).rejects.toMatchObject({ slug: 'not-found' });
    expect(await lines()).toEqual(before);
  });

  it('is not shown to whom the case is about, and its readings are kept from them', async () => {
    const { id } = await file();
    await read(id);
    const accused = anActor('complaint-handler');
    await service.ask(
      handleComplaint,
      { complaintId: id, action: 'concern', accountIds: [accused.id, head.id] },
      { actor: handler },
    );
    await expect(read(id, accused)).rejects.toMatchObject({ slug: 'not-found' });
    expect((await lines()).map(({ complaintId }) => complaintId)).not.toContain(id);
    expect((await lines(anActor('head'))).map(({ complaintId }) => complaintId)).toContain(id);
  });

  it('leaves a line that nobody can change or take away, at the database either', async () => {
    for (const attempt of [
      `update identity_read set reason = 'hand-over'`,
      `delete from identity_read`,
      `truncate identity_read`,
    ]) {
      await expect(service.source.query(attempt)).rejects.toThrow('append-only');
    }
  });

  it('is a chain of lines besides, which shows what the owner of the tables did to it', async () => {
    const { id } = await file();
    await read(id);
    await read(id);
    const trail = service.running.app.get(AuditTrail);
    const office = '1606';
    expect(await trail.isIntact({ db: service.source.manager }, office)).toBe(true);
    await service.source.query(`alter table audit_line disable trigger audit_line_append_only`);
    await service.source.query(`update audit_line set actor_id = null where subject_id = $1`, [id]);
    await service.source.query(`alter table audit_line enable trigger audit_line_append_only`);
    expect(await trail.isIntact({ db: service.source.manager }, office)).toBe(false);
  });

  it.each(['officer', 'complaint-handler', 'analyst'] as const)(
    'leaves lines that are not for the %s',
    async (role) => {
      await expect(lines(anActor(role))).rejects.toMatchObject({ slug: 'not-allowed' });
    },
  );
});
