import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  approveInstitution,
  checkIn,
  institutionApproved,
  institutionLinked,
  institutionMerged,
  linkSpelling,
  listInstitutions,
  listUnmatchedSpellings,
  listVisits,
  mergeInstitution,
  newId,
  suggestInstitutions,
  visitCheckedIn,
} from '@pst/contracts';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const as = { actor: anActor('officer') };

describe('institutions', () => {
  const clock = Clock.standing(new Date('2026-11-23T09:00:00+07:00'));
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

  const comesFrom = (institution: string, institutionId?: string) =>
    service.ask(checkIn, {
      name: 'Kenari Rahasia',
      identityKind: 'ktp',
      institution,
      ...(institutionId !== undefined && { institutionId }),
      institutionCategory: 'education-research',
      occupation: 'student',
      education: 'bachelor',
      sex: 'female',
      birthYear: 2003,
      purpose: 'library-visit',
      useOfData: 'research',
      service: 'physical-library',
      noticeVersion: '2026-01',
    });
  const namesFor = async (q: string) =>
    (await service.ask(suggestInstitutions, { q })).items.map(({ name }) => name);
  const idOf = async (name: string) => {
    const { items } = await service.ask(suggestInstitutions, { q: name });
    const found = items.find((one) => one.name === name);
    expect(found?.name).toBe(name);
    return found?.id ?? '';
  };
  const unmatched = async (text: string) =>
    (await service.ask(listUnmatchedSpellings, { limit: 100 }, as)).items.find(
      (group) => group.text.toLowerCase() === text.toLowerCase(),
    );
  const institutionOf = async (visitId: string) =>
    (await service.ask(listVisits, {}, as)).items.find(({ id }) => id === visitId)?.institutionId;

  it('of the office’s own list are suggested from the first day on, once however often it starts', async () => {
    await service.replica();
    const names = await namesFor('Universitas Sriw');
    expect(names.filter((name) => name.startsWith('Universitas Sriwijaya'))).toHaveLength(1);
  });

  it.each([
    ['polit', 'Politeknik Sekayu'],
    ['sekayu', 'Kecamatan Sekayu'],
    ['univ sriw', 'Universitas Sriwijaya (Unsri)'],
    ['universtas sriwijaya', 'Universitas Sriwijaya (Unsri)'],
    ['POLRES MUBA', 'Polres Musi Banyuasin'],
  ])('are suggested for "%s": %s', async (typed, meant) => {
    expect(await namesFor(typed)).toContain(meant);
  });

  it('are suggested eight at most, and none for marks alone', async () => {
    expect(await namesFor('dinas')).toHaveLength(8);
    expect(await namesFor('%%')).toEqual([]);
  });

  it('are known by a suggestion that was chosen and by a spelling that means them', async () => {
    const id = await idOf('Politeknik Sekayu');
    const chosen = await comesFrom('Politeknik Sekayu', id);
    const typed = await comesFrom('POLITEKNIK  sekayu.');
    expect(await institutionOf(chosen.id)).toBe(id);
    expect(await institutionOf(typed.id)).toBe(id);
    expect((await service.event(visitCheckedIn, typed.id)).data.institutionId).toBe(id);
  });

  it('that nobody has heard of are only words, sealed, and an entry is never refused for one', async () => {
    const ticket = await comesFrom('Kenari Jaya', newId());
    expect(await institutionOf(ticket.id)).toBeNull();
    expect(await namesFor('Kenari Jaya')).toEqual([]);
    const rows = JSON.stringify([
      await service.source.query('select * from visit'),
      await service.source.query('select * from institution_spelling'),
      await service.source.query('select * from outbox'),
    ]);
    expect(rows).not.toMatch(/kenari/i);
  });

  it('linked by an officer count for earlier visits too, and for later ones by themselves', async () => {
    const first = await comesFrom('Poltek Sky');
    const second = await comesFrom('POLTEK  SKY');
    const group = await unmatched('poltek sky');
    expect(group).toMatchObject({ visits: 2, category: 'education-research' });
    const institutionId = await idOf('Politeknik Sekayu');
    await service.ask(linkSpelling, { institutionId, key: group?.key ?? '' }, as);
    expect(await institutionOf(first.id)).toBe(institutionId);
    expect(await institutionOf((await comesFrom('poltek sky')).id)).toBe(institutionId);
    expect(await unmatched('poltek sky')).toBeUndefined();
    const linked = await service.event(institutionLinked, institutionId);
    expect(linked.data.visitIds.toSorted()).toEqual([first.id, second.id].toSorted());
    // A way of writing helps to count and is shown to nobody.
    expect(await namesFor('poltek sky')).not.toContain('poltek sky');
  });

  it('appear for everybody once an officer approves the name, and not before', async () => {
    const visit = await comesFrom('Yayasan Bina Sungai');
    expect(await namesFor('Yayasan Bina')).toEqual([]);
    const group = await unmatched('Yayasan Bina Sungai');
    const approved = await service.ask(
      approveInstitution,
      { name: 'Yayasan Bina Sungai Musi', category: 'private', spelling: group?.key ?? '' },
      as,
    );
    expect(approved).toMatchObject({ visits: 1, spellings: 2 });
    expect(await namesFor('Yayasan Bina')).toEqual(['Yayasan Bina Sungai Musi']);
    expect(await institutionOf(visit.id)).toBe(approved.id);
    const event = await service.event(institutionApproved, approved.id);
    expect(JSON.stringify(event)).not.toContain('Yayasan');
  });

  it('are approved once, also by two officers at the same moment', async () => {
    const approve = () =>
      service.ask(approveInstitution, { name: 'Balai Uji Serentak', category: 'ministry' }, as);
    const outcomes = await Promise.allSettled([approve(), approve(), approve()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.slug)).toEqual([
      'institution-known',
      'institution-known',
    ]);
    expect(await namesFor('Balai Uji Serentak')).toEqual(['Balai Uji Serentak']);
  });

  it('that were one become one, with their visits and spellings, and do not come back', async () => {
    const twice = await service.ask(
      approveInstitution,
      { name: 'Kampus Politeknik Sekayu', category: 'education-research' },
      as,
    );
    const visit = await comesFrom('Kampus Politeknik Sekayu');
    const intoId = await idOf('Politeknik Sekayu');
    await service.ask(mergeInstitution, { institutionId: twice.id, intoId }, as);
    expect(await institutionOf(visit.id)).toBe(intoId);
    expect(await namesFor('Kampus Politeknik')).not.toContain('Kampus Politeknik Sekayu');
    expect(await institutionOf((await comesFrom('kampus politeknik sekayu')).id)).toBe(intoId);
    expect((await service.event(institutionMerged, twice.id)).data.intoId).toBe(intoId);
    await expect(
      service.ask(mergeInstitution, { institutionId: intoId, intoId }, as),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('of another office do not exist here', async () => {
    const institutionId = await idOf('Politeknik Sekayu');
    const elsewhere = { ...as, office: '1605' };
    expect((await service.ask(listInstitutions, {}, elsewhere)).items).toEqual([]);
    await expect(
      service.ask(linkSpelling, { institutionId, key: 'x'.repeat(43) }, elsewhere),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('are listed page by page with what counts for them', async () => {
    const first = await service.ask(listInstitutions, { limit: 50 }, as);
    const second = await service.ask(
      listInstitutions,
      { limit: 50, cursor: first.nextCursor ?? '' },
      as,
    );
    const names = [...first.items, ...second.items].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const { items } = await service.ask(listInstitutions, { q: 'politeknik sekayu' }, as);
    expect(items[0]?.visits).toBeGreaterThan(0);
  });
});
