import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  completeFollowUp,
  followUpCompleted,
  followUpPlanned,
  listFollowUps,
  planFollowUp,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { FeedbackModule } from '../feedback.module.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const head = { actor: anActor('head') };
const plan = {
  element: 'facilities',
  action: 'Memasang pendingin udara di ruang baca',
  owner: 'Kepala Subbagian Umum',
  dueOn: '2026-12-18',
} as const;

describe('a follow-up of a low element', () => {
  const clock = Clock.standing(NOW);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'feedback',
      module: FeedbackModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  it('has an owner and a date that everybody can read', async () => {
    const planned = await service.ask(planFollowUp, plan, head);
    expect(planned).toMatchObject({ ...plan, doneOn: null, overdue: false });
    const event = await service.event(followUpPlanned, planned.id);
    expect(event.data).toMatchObject({ element: 'facilities', dueOn: '2026-12-18' });
    expect(await service.ask(listFollowUps, {})).toMatchObject({ items: [{ id: planned.id }] });
  });

  it('is overdue once its day is over, and done once', async () => {
    const { id: followUpId } = await service.ask(
      planFollowUp,
      { ...plan, dueOn: '2026-11-23' },
      head,
    );
    const overdue = async () => {
      const { items } = await service.ask(listFollowUps, {});
      return items.filter((item) => item.overdue).map(({ id }) => id);
    };
    expect(await overdue()).toEqual([]);
    clock.moveTo(new Date('2026-11-23T17:00:00Z'));
    expect(await overdue()).toEqual([followUpId]);

    const done = await service.ask(completeFollowUp, { followUpId }, head);
    expect(done).toMatchObject({ doneOn: '2026-11-24', overdue: false });
    await service.event(followUpCompleted, followUpId);
    await expect(service.ask(completeFollowUp, { followUpId }, head)).rejects.toMatchObject({
      slug: 'follow-up-done',
    });
    clock.moveTo(NOW);
  });

  it('is not planned for a day that is over', async () => {
    await expect(
      service.ask(planFollowUp, { ...plan, dueOn: '2026-11-22' }, head),
    ).rejects.toMatchObject({ slug: 'follow-up-date-past' });
  });

  it('lists what is open before what is done, the most urgent first', async () => {
    await service.ask(planFollowUp, { ...plan, dueOn: '2026-11-30' }, head);
    const { items } = await service.ask(listFollowUps, {});
    expect(items.map(({ dueOn, doneOn }) => [dueOn, doneOn])).toEqual([
      ['2026-11-30', null],
      ['2026-12-18', null],
      ['2026-11-23', '2026-11-24'],
    ]);
  });

  it('is planned by the head', async () => {
    await expect(
      service.ask(planFollowUp, plan, { actor: anActor('officer') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });
});
