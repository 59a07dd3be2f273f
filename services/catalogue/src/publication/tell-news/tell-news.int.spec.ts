import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  accountClosed,
  addPublication,
  follow,
  listFollowings,
  messageDeclined,
  newId,
  newsFound,
  unfollow,
  withdrawPublication,
  type Followed,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';
import { NewsTeller } from './news-teller.ts';

const MORNING = new Date('2026-11-23T02:00:00Z');
const NEXT_MORNING = new Date('2026-11-24T02:00:00Z');
const NIGHT = new Date('2026-11-24T16:00:00Z');

describe('who follows a series or a search', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-news-'));
  const clock = Clock.standing(MORNING);
  const librarian = { actor: anActor('librarian') };
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock,
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  const add = async (title: string, more: object = {}) =>
    (await service.ask(addPublication, { title, ...more }, librarian)).id;
  const tell = (process = service.running) => process.app.get(NewsTeller).tell();
  async function aReader(...followed: Followed[]) {
    const as = { actor: anActor('patron') };
    for (const one of followed) {
      // Lists are in the order of these moments.
      clock.moveTo(new Date(clock.now().getTime() + 1));
      await service.ask(follow, { followed: one }, as);
    }
    return as;
  }
  const series = (name: string): Followed => ({ kind: 'series', series: name });
  const search = (words: object): Followed => ({ kind: 'search', search: words });
  /** The titles of each announcement to a reader, once those of everybody are in the stream. */
  async function toldTo({ actor }: { actor: { id: string } }, times: number) {
    return eventually(async () => {
      const own = (await service.events(newsFound)).filter(({ subject }) => subject === actor.id);
      expect(own).toHaveLength(times);
      return own.map(({ data }) => data.publications.map(({ title }) => title));
    });
  }

  it('hears of the next edition once, whatever is restarted, and of older ones never', async () => {
    clock.moveTo(MORNING);
    await add('Luwuk Dalam Angka 2025', { series: 'Luwuk Dalam Angka', year: 2025 });
    const reader = await aReader(series('Luwuk Dalam Angka'));
    await tell();
    await add('Luwuk Dalam Angka 2019', { series: 'Luwuk Dalam Angka', year: 2019 });
    await add('Luwuk Dalam Angka 2026', { series: 'luwuk dalam angka', year: 2026 });
    const replica = await service.replica();
    await Promise.all([tell(), tell(replica)]);
    await tell();
    clock.moveTo(NEXT_MORNING);
    await tell(replica);
    await add('Luwuk Dalam Angka 2027', { series: 'Luwuk Dalam Angka', year: 2027 });
    await tell();
    expect(await toldTo(reader, 2)).toEqual([
      ['Luwuk Dalam Angka 2026'],
      ['Luwuk Dalam Angka 2027'],
    ]);
  });

  it('gets everything of a day in one mail, and what comes later the next day', async () => {
    clock.moveTo(MORNING);
    const reader = await aReader(series('Statistik Kopra'), search({ q: 'kelapa', year: 2026 }));
    await add('Statistik Kopra 2026', { series: 'Statistik Kopra', year: 2026 });
    await add('Perkebunan Kelapa 2026', { year: 2026 });
    await add('Perkebunan Kelapa 2020', { year: 2020 });
    await tell();
    await add('Harga Kelapa 2026', { year: 2026 });
    await tell();
    clock.moveTo(NEXT_MORNING);
    await tell();
    const [first, second] = await toldTo(reader, 2);
    expect(first?.toSorted()).toEqual(['Perkebunan Kelapa 2026', 'Statistik Kopra 2026']);
    expect(second).toEqual(['Harga Kelapa 2026']);
  });

  it('hears neither of what was withdrawn nor of what is released later, nor at night', async () => {
    clock.moveTo(MORNING);
    const reader = await aReader(search({ q: 'cengkih' }));
    const publicationId = await add('Cengkih yang ditarik');
    await service.ask(withdrawPublication, { publicationId, reason: 'keliru' }, librarian);
    await add('Cengkih besok', { releasedOn: '2026-11-24' });
    await tell();
    clock.moveTo(NIGHT);
    await tell();
    expect(await toldTo(reader, 0)).toEqual([]);
    clock.moveTo(NEXT_MORNING);
    await tell();
    expect(await toldTo(reader, 1)).toEqual([['Cengkih besok']]);
  });

  it('is told ten titles of a whole list, and how many more there are', async () => {
    clock.moveTo(MORNING);
    const reader = await aReader(search({ q: 'ikan' }));
    for (let number = 1; number <= 12; number += 1) {
      await add(`Ikan jilid ${number}`);
    }
    await tell();
    await toldTo(reader, 1);
    const event = await service.event(newsFound, reader.actor.id);
    expect(event.data).toMatchObject({ more: 2 });
    expect(event.data.publications).toHaveLength(10);
  });

  it('follows the same once, sees only what is their own, and stops when they say so', async () => {
    clock.moveTo(MORNING);
    const reader = await aReader(series('Sagu'), series('Sagu'), search({ q: 'sagu' }));
    const { items } = await service.ask(listFollowings, {}, reader);
    expect(items.map(({ followed }) => followed)).toEqual([search({ q: 'sagu' }), series('Sagu')]);
    const [followingId = ''] = items.map(({ id }) => id);
    const stranger = await aReader();
    await expect(service.ask(unfollow, { followingId }, stranger)).rejects.toMatchObject({
      slug: 'not-found',
    });
    for (const { id } of items) {
      await service.ask(unfollow, { followingId: id }, reader);
    }
    await add('Sagu 2026', { series: 'Sagu' });
    await tell();
    expect(await toldTo(reader, 0)).toEqual([]);
  });

  it('proved an e-mail address before, and follows fifty things at the most', async () => {
    const unproved = { actor: { ...anActor('patron'), emailVerified: false } };
    const one = { followed: series('Pala') };
    await expect(service.ask(follow, one, unproved)).rejects.toMatchObject({
      slug: 'email-not-verified',
    });
    const reader = await aReader(...Array.from({ length: 50 }, (_, n) => series(`Seri ${n}`)));
    await expect(service.ask(follow, one, reader)).rejects.toMatchObject({
      slug: 'too-many-followings',
    });
  });

  it('ends everything by the link of one mail, and with the account', async () => {
    const [reader, leaving] = [await aReader(series('Kopi')), await aReader(series('Kopi'))];
    const at = new Date('2026-11-23T02:00:00Z');
    const messageId = newId();
    await service.announce(
      messageDeclined.create(
        {
          messageId,
          template: 'publication-news',
          cause: { kind: 'reader-news', id: reader.actor.id },
          declinedAt: at.toISOString(),
        },
        { office: '1606', about: messageId, at },
      ),
    );
    const accountId = leaving.actor.id;
    await service.announce(
      accountClosed.create({ accountId }, { office: '1606', about: accountId, at }),
    );
    await eventually(async () => {
      for (const gone of [reader, leaving]) {
        expect(await service.ask(listFollowings, {}, gone)).toEqual({ items: [] });
      }
    });
  });

  it('leaves words in no column: what is followed is sealed', async () => {
    await aReader(search({ q: 'penyakit langka' }));
    const rows: unknown[] = await service.source.query(`select * from following`);
    expect(JSON.stringify(rows)).not.toContain('langka');
  });
});
