import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, readTitleUse, searchPerformed, softcopyRead } from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../../database/data-source.ts';
import { InsightsModule } from '../../insights.module.ts';

const analyst = { actor: anActor('analyst') };

describe('the use of titles', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'insights',
      module: InsightsModule,
      database,
      config: {},
    });
  });
  afterAll(() => service.stop());

  function read(publicationId: string, readAt: string, more: { firstInHour?: boolean } = {}) {
    return service.announce(
      softcopyRead.create(
        { publicationId, softcopyId: newId(), accountId: null, readAt, ...more },
        { office: '1606', about: publicationId, at: new Date(readAt) },
      ),
    );
  }

  it('is counted by the month of the office, unique uses apart, page by page', async () => {
    const titles = Array.from({ length: 45 }, () => newId());
    const [first = ''] = titles;
    for (const title of titles) {
      await read(title, '2026-10-05T03:00:00.000Z', { firstInHour: true });
    }
    await read(first, '2026-10-05T03:10:00.000Z', { firstInHour: false });
    // Half past six in the morning of 1 November in Sekayu.
    await read(first, '2026-10-31T23:30:00.000Z', { firstInHour: true });
    await read(first, '2026-11-02T03:00:00.000Z');
    const until = '2026-10-07T02:00:00.000Z';
    await service.announce(
      searchPerformed.create(
        { searches: 12, withoutResult: 1, from: until, to: until },
        { office: '1606', about: '1606', at: new Date(until) },
      ),
    );
    const ask = (after?: string) =>
      service.ask(
        readTitleUse,
        { from: '2026-10', to: '2026-11', ...(after !== undefined && { after }) },
        analyst,
      );
    await eventually(async () => {
      const page = await ask();
      expect(page).toMatchObject({
        complete: false,
        searches: [{ month: '2026-10', count: 12 }],
      });
      const rest = await ask(page.items.at(-1)?.publicationId);
      expect(rest.complete).toBe(true);
      const items = [...page.items, ...rest.items];
      expect(items.map(({ publicationId }) => publicationId)).toEqual(titles.toSorted());
      expect(items.find(({ publicationId }) => publicationId === first)?.months).toEqual([
        { month: '2026-10', requests: 2, uniqueRequests: 1 },
        { month: '2026-11', requests: 2, uniqueRequests: 2 },
      ]);
    });
  });

  it('is for those who read reports', async () => {
    await expect(
      service.ask(readTitleUse, { from: '2026-10', to: '2026-11' }, { actor: anActor('patron') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });
});
