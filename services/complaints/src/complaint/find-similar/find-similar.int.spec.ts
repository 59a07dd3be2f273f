import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  fileComplaint,
  findSimilarComplaints,
  findSimilarToDraft,
  handleComplaint,
  newId,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const [handler, colleague] = [anActor('complaint-handler'), anActor('complaint-handler')];
const QUEUE = { subject: 'Antrean lama', body: 'Loket satu hanya satu petugas sejak pagi.' };

describe('a report like another one', () => {
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

  const file = (more: object = {}) => service.ask(fileComplaint, { ...QUEUE, ...more });
  const similarTo = async (complaintId: string, as: object = { actor: handler }) =>
    (await service.ask(findSimilarComplaints, { complaintId }, as)).items.map(({ id }) => id);

  it('is named to the handler, the likest first; what is of another kind, thing or month is not', async () => {
    const old = await file();
    clock.moveTo(new Date('2026-12-15T09:00:00+07:00'));
    const near = await file({ body: 'Sejak pagi hanya satu petugas di loket satu. Lama sekali!' });
    const same = await file();
    await file({ kind: 'aspiration' });
    await file({ subject: 'Toilet', body: 'Kotor sejak pagi.' });
    const { id } = await file();
    expect(await similarTo(id)).toEqual([same.id, near.id]);
    expect(await similarTo(old.id)).toEqual([]);
    clock.moveTo(new Date('2026-11-02T09:00:00+07:00'));
  });

  it('is not hinted at to whom it is about, nor to another office', async () => {
    const words = { subject: 'Petugas kasar', body: 'Petugas loket membentak pengunjung lansia.' };
    const [about, other] = [await file(words), await file(words)];
    await service.ask(
      handleComplaint,
      { complaintId: about.id, action: 'concern', accountIds: [colleague.id] },
      { actor: handler },
    );
    expect(await similarTo(other.id)).toEqual([about.id]);
    expect(await similarTo(other.id, { actor: colleague })).toEqual([]);
    const unknown = { slug: 'not-found' };
    await expect(similarTo(about.id, { actor: colleague })).rejects.toMatchObject(unknown);
    await expect(similarTo(about.id, { actor: handler, office: '1605' })).rejects.toMatchObject(
      unknown,
    );
    await expect(similarTo(newId())).rejects.toMatchObject(unknown);
  });

  it('is named while it is still being written down, and to nobody who may not see it', async () => {
    const words = { subject: 'Kipas angin', body: 'Kipas di ruang baca mati sejak kemarin.' };
    const [about, other] = [await file(words), await file(words)];
    await service.ask(
      handleComplaint,
      { complaintId: about.id, action: 'concern', accountIds: [colleague.id] },
      { actor: handler },
    );
    const draft = { ...words, kind: 'complaint', receivedAt: '2026-11-02T02:00:00Z' } as const;
    const named = async (as: object, more: object = {}) =>
      (await service.ask(findSimilarToDraft, { ...draft, ...more }, as)).items.map(({ id }) => id);
    expect((await named({ actor: handler })).toSorted()).toEqual([about.id, other.id].toSorted());
    expect(await named({ actor: colleague })).toEqual([other.id]);
    expect(await named({ actor: handler }, { kind: 'aspiration' })).toEqual([]);
    expect(await named({ actor: handler }, { receivedAt: '2026-08-02T02:00:00Z' })).toEqual([]);
    for (const role of ['officer', 'head'] as const) {
      await expect(named({ actor: anActor(role) })).rejects.toMatchObject({ slug: 'not-allowed' });
    }
    await expect(named({})).rejects.toMatchObject({ slug: 'not-signed-in' });
  });
});
