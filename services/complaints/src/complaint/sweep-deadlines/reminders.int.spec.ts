import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  accountRolesChanged,
  complaintDueSoon,
  complaintEscalated,
  complaintOverdue,
  fileComplaint,
  handleComplaint,
  newId,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';
import { StaffSchema } from '../staff.schema.ts';
import { DeadlineSweep } from './deadline-sweep.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const kenari = anActor('complaint-handler');
const head = newId();
const otherHead = newId();

describe('the dates of a complaint, in time', () => {
  const clock = Clock.standing(wib('2026-11-02T09:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {},
    });
    for (const [accountId, role] of [
      [kenari.id, 'complaint-handler'],
      [head, 'head'],
      [otherHead, 'head'],
      [newId(), 'officer'],
    ] as const) {
      await service.announce(
        accountRolesChanged.create(
          { accountId, roles: [role] },
          { office: '1606', about: accountId, at: clock.now() },
        ),
      );
    }
    await eventually(async () => {
      if ((await service.source.getRepository(StaffSchema).count()) < 4) {
        throw new Error('not everybody is known yet');
      }
    });
  });
  afterAll(() => service.stop());

  const file = () => service.ask(fileComplaint, { subject: 'Antrean', body: 'Terlalu lama.' });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      { actor: kenari },
    );
  const sweep = () => service.running.app.get(DeadlineSweep).sweep();
  async function told(contract: typeof complaintDueSoon, id: string) {
    const found = await service.events(contract);
    return found.filter(({ subject }) => subject === id).map(({ data }) => data);
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('are called to mind once, when most of the time is over, of those who handle complaints', async () => {
    clock.moveTo(wib('2026-11-02T09:00'));
    const { id } = await file();
    // Of the 23 hours of service until Thursday's closing, four fifths are over on Thursday at 09.24.
    clock.moveTo(wib('2026-11-05T09:25'));
    const { data } = await service.event(complaintDueSoon, id);
    expect(data).toMatchObject({ deadline: 'classify', accountIds: [kenari.id] });
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await told(complaintDueSoon, id)).toHaveLength(1);
  });

  it('are called to the mind of whom the case was given to', async () => {
    clock.moveTo(wib('2026-11-02T09:00'));
    const { id } = await file();
    const assigneeId = newId();
    await act(id, { action: 'assign', assigneeId });
    clock.moveTo(wib('2026-11-05T09:25'));
    expect((await service.event(complaintDueSoon, id)).data.accountIds).toEqual([assigneeId]);
  });

  it('are told to the head when they passed, on the next morning and not at night', async () => {
    clock.moveTo(wib('2026-11-02T09:00'));
    const { id } = await file();
    await act(id, { action: 'concern', accountIds: [otherHead] });
    clock.moveTo(wib('2026-11-05T22:00'));
    await service.event(complaintOverdue, id);
    await sweep();
    expect(await told(complaintEscalated, id)).toEqual([]);
    // Nor is anybody reminded of what is broken already.
    expect(await told(complaintDueSoon, id)).toEqual([]);
    clock.moveTo(wib('2026-11-06T08:01'));
    const { data } = await service.event(complaintEscalated, id);
    // The other head is whom the case is about: to them it does not exist.
    expect(data).toMatchObject({ deadline: 'classify', accountIds: [head] });
    await Promise.all([sweep(), sweep()]);
    expect(await told(complaintEscalated, id)).toHaveLength(1);
  });

  it('are not told to the head when the answer came in between', async () => {
    clock.moveTo(wib('2026-11-02T09:00'));
    const { id } = await file();
    clock.moveTo(wib('2026-11-05T22:00'));
    await service.event(complaintOverdue, id);
    await act(id, { action: 'classify', class: 'non-supervisory' });
    clock.moveTo(wib('2026-11-06T08:01'));
    await sweep();
    expect(await told(complaintEscalated, id)).toEqual([]);
  });
});
