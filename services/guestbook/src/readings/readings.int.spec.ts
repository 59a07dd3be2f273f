import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  callNext,
  checkIdentity,
  checkIn,
  copyAdded,
  endReading,
  listReadings,
  listVisitTitles,
  moveVisit,
  newId,
  publicationAdded,
  publicationChanged,
  readingEnded,
  readingStarted,
  softcopyRead,
  startReading,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import { GuestbookModule } from '../guestbook.module.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const officer = { actor: anActor('officer') };
const OFFICE = '1606';

describe('the titles a visitor uses', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
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
  afterAll(() => service.stop());

  /** A publication with one copy, as the catalogue announces it. */
  async function aCopy(title: string, shelfMark: string) {
    const [publicationId, copyId] = [newId(), newId()];
    const about = { office: OFFICE, about: publicationId, at: clock.now() };
    const fields = {
      publicationId,
      title,
      series: null,
      year: 2026,
      kind: 'serial' as const,
      language: 'id' as const,
      area: null,
      subjects: [],
    };
    // The copy first: whatever the order in which they arrive, the title is there in the end.
    await service.announce(copyAdded.create({ publicationId, copyId, shelfMark }, about));
    await service.announce(publicationAdded.create(fields, about));
    await eventually(async () => {
      const known = await service.source.query(
        `select from known_copy join known_publication on known_publication.id = publication_id
         where known_copy.id = $1`,
        [copyId],
      );
      expect(known).toHaveLength(1);
    });
    return { publicationId, copyId, fields, about };
  }

  async function aVisitor({ served = true } = {}) {
    const ticket = await service.ask(checkIn, {
      name: 'Pembaca',
      identityKind: 'ktp',
      institution: 'Dinas',
      institutionCategory: 'other',
      occupation: 'other',
      education: 'bachelor',
      sex: 'female',
      birthYear: 1990,
      purpose: 'library-visit',
      useOfData: 'other',
      service: 'physical-library',
      noticeVersion: '2026-01',
    });
    if (served) {
      await service.ask(callNext, { counter: '1' }, officer);
      await service.ask(checkIdentity, { visitId: ticket.id, kind: 'ktp' }, officer);
      await service.ask(moveVisit, { visitId: ticket.id, action: 'start' }, officer);
    }
    return ticket;
  }

  const take = (visitId: string, copyId: string, as = officer) =>
    service.ask(startReading, { visitId, copyId }, as);
  const titles = (visitId: string) => service.ask(listVisitTitles, { visitId }, officer);
  const onTables = async () =>
    (await service.ask(listReadings, {}, officer)).items.map(({ id }) => id);

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('are told with title and shelf mark from the shelf until they are back', async () => {
    const copy = await aCopy('Kabupaten Musi Banyuasin Dalam Angka 2026', 'R 310 MUB');
    const visitor = await aVisitor();
    const reading = await take(visitor.id, copy.copyId);
    expect(reading).toMatchObject({
      ticketNumber: visitor.ticketNumber,
      title: 'Kabupaten Musi Banyuasin Dalam Angka 2026',
      shelfMark: 'R 310 MUB',
      returnedAt: null,
    });
    const started = await service.event(readingStarted, visitor.id);
    expect(started.data.publicationId).toBe(copy.publicationId);
    expect(await onTables()).toContain(reading.id);
    await service.ask(endReading, { visitId: visitor.id, readingId: reading.id }, officer);
    expect(await onTables()).not.toContain(reading.id);
    expect((await service.event(readingEnded, visitor.id)).data.readingId).toBe(reading.id);
    expect((await titles(visitor.id)).hardcopies).toMatchObject([
      { id: reading.id, returnedAt: clock.now().toISOString() },
    ]);
  });

  it('come back once, however often the return is recorded', async () => {
    const copy = await aCopy('Statistik Daerah', 'R 315 MUB');
    const visitor = await aVisitor();
    const { id: readingId } = await take(visitor.id, copy.copyId);
    const back = () => service.ask(endReading, { visitId: visitor.id, readingId }, officer);
    expect(await back()).toEqual(await back());
    await service.event(readingEnded, visitor.id);
    const ended = await service.events(readingEnded);
    expect(ended.filter(({ data }) => data.readingId === readingId)).toHaveLength(1);
  });

  it('refuses a copy that another visitor reads, naming that visitor', async () => {
    const copy = await aCopy('Inflasi', 'R 332 MUB');
    const first = await aVisitor();
    const second = await aVisitor();
    const reading = await take(first.id, copy.copyId);
    await expect(take(second.id, copy.copyId)).rejects.toMatchObject({
      slug: 'copy-in-use',
      status: 409,
      params: { ticketNumber: first.ticketNumber, shelfMark: 'R 332 MUB' },
    });
    await service.ask(endReading, { visitId: first.id, readingId: reading.id }, officer);
    await expect(take(second.id, copy.copyId)).resolves.toMatchObject({ visitId: second.id });
  });

  it('gives a copy to one of ten visitors for whom it is taken at once', async () => {
    const copy = await aCopy('PDRB', 'R 339 MUB');
    const visitors = [await aVisitor(), await aVisitor()];
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => take(visitors[n % 2]?.id ?? '', copy.copyId)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('begin on a visit that is served or was completed today, and on no other', async () => {
    const copy = await aCopy('Kemiskinan', 'R 362 MUB');
    const waiting = await aVisitor({ served: false });
    await expect(take(waiting.id, copy.copyId)).rejects.toMatchObject({
      slug: 'visit-not-in-state',
    });
    await service.ask(moveVisit, { visitId: waiting.id, action: 'cancel' }, officer);
    const visitor = await aVisitor();
    await service.ask(moveVisit, { visitId: visitor.id, action: 'complete' }, officer);
    const reading = await take(visitor.id, copy.copyId);
    await service.ask(endReading, { visitId: visitor.id, readingId: reading.id }, officer);
    clock.moveTo(wib('2026-11-24T09:00'));
    await expect(take(visitor.id, copy.copyId)).rejects.toMatchObject({
      slug: 'visit-not-in-state',
    });
  });

  it('stay on the list of the shelf the day after, with the hour by which they were due back', async () => {
    clock.moveTo(wib('2026-11-25T10:00'));
    const copy = await aCopy('Ketenagakerjaan', 'R 331 MUB');
    const visitor = await aVisitor();
    const { id } = await take(visitor.id, copy.copyId);
    clock.moveTo(wib('2026-11-26T09:00'));
    const { items } = await service.ask(listReadings, { open: 'true' }, officer);
    const left = items.find((item) => item.id === id);
    expect(left?.returnBy.slice(0, 10)).toBe('2026-11-25');
    const today = await service.ask(listReadings, { open: 'false' }, officer);
    expect(today.items.map((item) => item.id)).not.toContain(id);
  });

  it('count a softcopy that was opened at the desk PC of the visit, and no other one', async () => {
    const { publicationId, about } = await aCopy('Profil Kemiskinan', 'R 362 MUB c.2');
    const visitor = await aVisitor();
    const read = (visitId?: string) =>
      service.announce(
        softcopyRead.create(
          {
            publicationId,
            softcopyId: newId(),
            accountId: null,
            ...(visitId && { visitId }),
            readAt: clock.now().toISOString(),
          },
          about,
        ),
      );
    await read();
    await read(visitor.id);
    await read(visitor.id);
    await eventually(async () => {
      expect((await titles(visitor.id)).softcopies).toMatchObject([
        { publicationId, title: 'Profil Kemiskinan', times: 2 },
      ]);
    });
  });

  it('follow a corrected title', async () => {
    const { copyId, fields, about } = await aCopy('Judul Lama', 'R 000');
    const visitor = await aVisitor();
    await take(visitor.id, copyId);
    await service.announce(publicationChanged.create({ ...fields, title: 'Judul Baru' }, about));
    await eventually(async () => {
      expect((await titles(visitor.id)).hardcopies).toMatchObject([{ title: 'Judul Baru' }]);
    });
  });

  it('do not exist for another office, nor for somebody without a desk', async () => {
    const visitor = await aVisitor();
    await expect(
      service.ask(listVisitTitles, { visitId: visitor.id }, { ...officer, office: '1605' }),
    ).rejects.toMatchObject({ slug: 'not-found' });
    await expect(
      service.ask(listVisitTitles, { visitId: visitor.id }, { actor: anActor('patron') }),
    ).rejects.toMatchObject({ slug: 'not-allowed' });
  });
});
