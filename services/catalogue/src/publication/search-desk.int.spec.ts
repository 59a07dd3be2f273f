import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  addPublication,
  changeSynonyms,
  listUnanswered,
  readSynonyms,
  searchPublications,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';

const librarian = { actor: anActor('librarian') };

describe('the librarian', () => {
  const clock = Clock.standing(new Date('2026-11-23T02:00:00Z'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock,
      config: {
        OBJECT_STORAGE_DIR: '/nowhere',
        BPS_WEBAPI_URL: 'http://127.0.0.1:1',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
    for (const title of ['Kelapa Sawit Rakyat', 'Produk Domestik Regional Bruto 2024']) {
      await service.ask(addPublication, { title }, librarian);
    }
  });
  afterAll(() => service.stop());

  const find = async (q: string, more = {}) => {
    const { items } = await service.ask(searchPublications, { q, ...more });
    return items.map(({ title }) => title);
  };
  const table = () => service.ask(readSynonyms, {}, librarian);
  const unanswered = async () => (await service.ask(listUnanswered, {}, librarian)).items;

  it('gives a thing another name, and the next search knows it', async () => {
    expect(await find('pdrb')).toHaveLength(1);
    expect(await find('cpo')).toEqual([]);
    const { groups, version } = await table();
    expect(groups).toContainEqual(['ipm', 'indeks pembangunan manusia']);
    const changed = await service.ask(
      changeSynonyms,
      { groups: [...groups, ['CPO', 'Kelapa  Sawit', '-']], version },
      librarian,
    );
    expect(changed.groups.at(-1)).toEqual(['cpo', 'kelapa sawit']);
    expect(await find('cpo')).toEqual(['Kelapa Sawit Rakyat']);
    expect(await find('pdrb')).toHaveLength(1);
    const elsewhere = await service.ask(readSynonyms, {}, { ...librarian, office: '1605' });
    expect(elsewhere).toMatchObject({ version: 0 });
  });

  it('overwrites nobody else’s change', async () => {
    const { groups, version } = await table();
    await service.ask(changeSynonyms, { groups, version }, librarian);
    await expect(
      service.ask(changeSynonyms, { groups: [], version }, librarian),
    ).rejects.toMatchObject({ slug: 'synonyms-changed' });
    expect((await table()).groups).toEqual(groups);
  });

  it('is told of a name that stands in two places', async () => {
    const { version } = await table();
    const groups = [
      ['ipm', 'indeks pembangunan manusia'],
      ['hdi', 'IPM'],
    ];
    await expect(service.ask(changeSynonyms, { groups, version }, librarian)).rejects.toMatchObject(
      { slug: 'synonym-twice', params: { name: 'ipm' } },
    );
  });

  it('sees what was searched for in vain, until there is an answer to it', async () => {
    await find('Harga Kemiri');
    await find('harga kemiri!');
    await find('sawit', { year: 1999 });
    await find('0812-3456-7890');
    await eventually(async () =>
      expect(await unanswered()).toContainEqual({
        words: 'harga kemiri',
        times: 2,
        lastAskedAt: '2026-11-23T02:00:00.000Z',
      }),
    );
    const words = (await unanswered()).map((query) => query.words);
    expect(words).not.toContain('sawit');
    expect(JSON.stringify(words)).not.toMatch(/0812/);
    await service.ask(addPublication, { title: 'Statistik Harga Kemiri' }, librarian);
    expect((await unanswered()).map((query) => query.words)).not.toContain('harga kemiri');
  });

  it('does not see it any longer than the office keeps it', async () => {
    await find('tembikar');
    await eventually(async () =>
      expect(await unanswered()).toContainEqual(expect.objectContaining({ words: 'tembikar' })),
    );
    clock.moveTo(new Date('2027-02-22T02:00:00Z'));
    await find('sawit');
    await eventually(async () => expect(await unanswered()).toEqual([]));
  });

  it.each([[], ['patron'], ['officer'], ['head']] as const)(
    'is alone in that (%j)',
    async (...roles) => {
      const as = { actor: anActor(...roles) };
      await expect(service.ask(readSynonyms, {}, as)).rejects.toMatchObject({ status: 403 });
      await expect(service.ask(listUnanswered, {}, as)).rejects.toMatchObject({ status: 403 });
    },
  );
});
