import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  fileComplaint,
  handleComplaint,
  listComplaints,
  readComplaint,
  readComplaintThread,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const kenari = anActor('complaint-handler');
const murai = anActor('complaint-handler');
const admin = anActor('admin');
type Handler = typeof kenari;

describe('a case and who may see it', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock: Clock.standing(new Date('2026-11-02T09:00:00+07:00')),
      config: {},
    });
  });
  afterAll(() => service.stop());

  const file = () => service.ask(fileComplaint, { subject: 'Antrean', body: 'Terlalu lama.' });
  const act = (actor: Handler, complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      { actor },
    );
  async function sees(actor: Handler, id: string): Promise<boolean> {
    const { items } = await service.ask(listComplaints, { limit: 100 }, { actor });
    const listed = items.some((item) => item.id === id);
    const read = service.ask(readComplaint, { complaintId: id }, { actor }).then(
      () => true,
      (error: { slug: string }) => (error.slug === 'not-found' ? false : Promise.reject(error)),
    );
    // What cannot be read must not stand in the list either.
    expect(await read).toBe(listed);
    return listed;
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('does not exist for the officer it is about, be it the administrator', async () => {
    const { id } = await file();
    await act(kenari, id, { action: 'assign', assigneeId: murai.id });
    const about = await act(kenari, id, {
      action: 'concern',
      accountIds: [murai.id, admin.id],
    });
    expect(about.assigneeId).toBeNull();
    expect(await sees(murai, id)).toBe(false);
    expect(await sees(admin, id)).toBe(false);
    expect(await sees(kenari, id)).toBe(true);
    await expect(act(murai, id, { action: 'note', body: 'Saya tahu.' })).rejects.toMatchObject({
      slug: 'not-found',
    });
  });

  it('is not given to the officer it is about', async () => {
    const { id } = await file();
    await act(kenari, id, { action: 'concern', accountIds: [murai.id] });
    for (const action of [
      { action: 'assign', assigneeId: murai.id },
      { action: 'entrust', accountIds: [kenari.id, murai.id] },
    ]) {
      await expect(act(kenari, id, action)).rejects.toMatchObject({
        slug: 'conflict-of-interest',
      });
    }
  });

  it('that is supervisory is handled by who took it on and by those they name', async () => {
    const { id } = await file();
    await act(kenari, id, { action: 'classify', class: 'supervisory' });
    expect([await sees(kenari, id), await sees(murai, id), await sees(admin, id)]).toEqual([
      true,
      false,
      false,
    ]);
    await act(kenari, id, { action: 'entrust', accountIds: [kenari.id, murai.id] });
    expect([await sees(murai, id), await sees(admin, id)]).toEqual([true, false]);
    await act(murai, id, { action: 'assign', assigneeId: admin.id });
    expect(await sees(admin, id)).toBe(true);
  });

  it('is found among one’s own once it is assigned', async () => {
    const { id } = await file();
    const mine = () => service.ask(listComplaints, { mine: 'true' }, { actor: murai });
    expect((await mine()).items.map((item) => item.id)).not.toContain(id);
    await act(kenari, id, { action: 'assign', assigneeId: murai.id });
    expect((await mine()).items.map((item) => item.id)).toContain(id);
  });

  it('keeps what handlers tell each other from the reporter', async () => {
    const { id, code, pin } = await file();
    await act(kenari, id, { action: 'note', body: 'Tanyakan loket satu.' });
    const { messages } = await service.ask(readComplaint, { complaintId: id }, { actor: murai });
    expect(messages.at(-1)).toMatchObject({ kind: 'note', body: 'Tanyakan loket satu.' });
    const thread = await service.ask(readComplaintThread, { code, pin });
    expect(JSON.stringify(thread)).not.toContain('Tanyakan');
  });
});
