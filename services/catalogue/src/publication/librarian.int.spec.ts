import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  addCopy,
  addPublication,
  changeAccess,
  changeCopy,
  changePublication,
  changePublications,
  copyAdded,
  exportPublication,
  exportPublications,
  findCopies,
  findDuplicates,
  mergePublications,
  newId,
  openSoftcopy,
  publicationWithdrawn,
  readHistory,
  readImport,
  readPublication,
  searchPublications,
  softcopyAccessChanged,
  startImport,
  withdrawPublication,
  type RequestOf,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../catalogue.config.ts';
import { CatalogueModule } from '../catalogue.module.ts';
import { database } from '../database/data-source.ts';

const librarian = { actor: anActor('librarian') };
const reader = { actor: anActor('patron') };

/** Two publications as the BPS WebAPI lists them: one whose PDF is there, one whose link has expired. */
async function aWebApi(): Promise<{ url: string; server: Server }> {
  const document = new PDFDocument();
  document.text('Satu halaman').end();
  const pdf = await buffer(document);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const host = `http://${request.headers.host}`;
    const record = (n: string) => ({
      pub_id: n.repeat(24),
      title: `Buku WebAPI ${n === 'a' ? 'Berpdf' : 'Tanpa Berkas'}`,
      pdf: `${host}/${n === 'a' ? 'buku.pdf' : 'kedaluwarsa'}`,
    });
    if (path === '/buku.pdf') {
      response.end(pdf);
    } else if (path.startsWith('/list/')) {
      const records = [record('a'), record('b')];
      response.end(
        JSON.stringify({ status: 'OK', data: [{ page: 1, pages: 1, total: 2 }, records] }),
      );
    } else if (path.startsWith('/view/')) {
      response.end(
        JSON.stringify({ status: 'OK', data: record(path.includes('/id/aa') ? 'a' : 'b') }),
      );
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, server };
}

describe('the librarian', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-librarian-'));
  const storage = new DirectoryStorage(objects);
  let service: ServiceUnderTest;
  let api: Awaited<ReturnType<typeof aWebApi>>;

  beforeAll(async () => {
    api = await aWebApi();
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
      config: {
        OBJECT_STORAGE_DIR: objects,
        BPS_WEBAPI_URL: api.url,
        BPS_WEBAPI_KEY: 'kunci',
        BPS_WEBAPI_PAUSE_MS: 0,
        OCR_PROGRAM: 'none',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    api.server.close();
    rmSync(objects, { recursive: true });
  });

  const add = async (fields: { title: string } & Partial<RequestOf<typeof addPublication>>) =>
    (await service.ask(addPublication, fields, librarian)).id;
  const read = (publicationId: string) => service.ask(readPublication, { publicationId });
  const historyOf = async (publicationId: string) =>
    (await service.ask(readHistory, { publicationId }, librarian)).items;
  async function upload(publicationId: string) {
    const document = new PDFDocument();
    document.text('Satu halaman').end();
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, await buffer(document));
    const file = { publicationId, incomingKey, fileName: 'buku.pdf' };
    return service.ask(acceptSoftcopy, file, librarian);
  }

  it('changes what is named, takes away what is null, and leaves the rest', async () => {
    const id = await add({
      title: 'Profil Sekayu',
      subjects: ['Profil'],
      issn: '-',
      language: 'en',
    });
    const change = { publicationId: id, title: 'Profil Sekayu 2023', issn: null };
    await service.ask(changePublication, { ...change, reason: 'Sesuai sampul' }, librarian);
    const changed = await read(id);
    expect(changed).toMatchObject({
      title: 'Profil Sekayu 2023',
      subjects: ['Profil'],
      language: 'en',
    });
    expect(changed).not.toHaveProperty('issn');
    expect(await historyOf(id)).toMatchObject([
      {
        action: 'changed',
        actorId: librarian.actor.id,
        reason: 'Sesuai sampul',
        fields: [
          { field: 'title', from: 'Profil Sekayu', to: 'Profil Sekayu 2023' },
          { field: 'issn', from: '-', to: null },
        ],
      },
      { action: 'added', actorId: librarian.actor.id },
    ]);
  });

  it('says why a record is withdrawn, and finds it no more', async () => {
    const id = await add({ title: 'Buku Ditarik Kembali' });
    await service.ask(
      withdrawPublication,
      { publicationId: id, reason: 'Salah unggah' },
      librarian,
    );
    expect(await historyOf(id)).toMatchObject([
      { action: 'withdrawn', reason: 'Salah unggah' },
      { action: 'added' },
    ]);
    const { items } = await service.ask(searchPublications, { q: 'ditarik kembali' });
    expect(items).toEqual([]);
  });

  describe('with two records of one publication', () => {
    it('finds them, makes one of them, and the old id says where it went', async () => {
      const first = await add({ title: 'Kecamatan Lalan Dalam Angka 2022', year: 2022 });
      const second = await add({
        title: 'KECAMATAN LALAN DALAM ANGKA 2022',
        issn: '2620-4541',
        subjects: ['Dalam Angka'],
      });
      const other = await add({ title: 'Kecamatan Lalan Dalam Angka 2023', year: 2023 });
      const { id: copyId } = await service.ask(
        addCopy,
        { publicationId: second, shelfMark: 'R 315 LAL' },
        librarian,
      );
      await upload(second);
      const { groups } = await service.ask(findDuplicates, {}, librarian);
      const found = groups.find((group) => group.some(({ id }) => id === first));
      expect(found?.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());

      await service.ask(
        mergePublications,
        { publicationId: second, intoId: first, reason: 'Tercatat dua kali' },
        librarian,
      );
      expect(await read(first)).toMatchObject({
        title: 'Kecamatan Lalan Dalam Angka 2022',
        issn: '2620-4541',
        subjects: ['Dalam Angka'],
        copies: [{ id: copyId }],
        softcopy: { version: 1 },
        withdrawn: false,
      });
      expect(await read(second)).toMatchObject({
        withdrawn: true,
        mergedInto: first,
        copies: [],
        softcopy: null,
      });
      const announced = await service.event(publicationWithdrawn, second);
      expect(announced.data).toEqual({ publicationId: second, mergedInto: first });
      const moved = await service.events(copyAdded);
      expect(moved.at(-1)?.data).toMatchObject({ publicationId: first, copyId });

      // Whoever kept the oldest id comes to the last record in one step.
      await service.ask(mergePublications, { publicationId: first, intoId: other }, librarian);
      expect(await read(second)).toMatchObject({ mergedInto: other });
    });

    it('merges no record into itself, and none that is gone', async () => {
      const id = await add({ title: 'Sendiri' });
      for (const intoId of [id, newId()]) {
        await expect(
          service.ask(mergePublications, { publicationId: id, intoId }, librarian),
        ).rejects.toMatchObject({ slug: 'not-found' });
      }
    });
  });

  it('does the same to many at once, and hears what was not there', async () => {
    const made = [await add({ title: 'Banyak Satu' }), await add({ title: 'Banyak Dua' })];
    const ids = made.toSorted();
    const unknown = newId();
    const batch = (change: RequestOf<typeof changePublications>['change']) =>
      service.ask(
        changePublications,
        { publicationIds: [...ids, unknown], change, reason: 'Penataan' },
        librarian,
      );
    const subjects = { kind: 'subjects', add: ['Sosial'], remove: [] } as const;
    expect(await batch({ ...subjects, add: ['Sosial'], remove: [] })).toEqual({
      changed: ids,
      unchanged: [],
      notFound: [unknown],
    });
    expect(await batch({ ...subjects, add: ['Sosial'], remove: [] })).toMatchObject({
      unchanged: ids,
    });
    expect(await batch({ kind: 'withdraw' })).toMatchObject({ changed: ids });
    for (const id of ids) {
      expect(await read(id)).toMatchObject({ withdrawn: true, subjects: ['Sosial'] });
      expect((await historyOf(id))[0]).toMatchObject({ action: 'withdrawn', reason: 'Penataan' });
    }
  });

  it('opens a PDF to everybody and closes it again', async () => {
    const publicationId = await add({ title: 'Terbuka untuk Umum' });
    await upload(publicationId);
    await expect(service.ask(openSoftcopy, { publicationId })).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await service.ask(changeAccess, { publicationId, access: 'public' }, librarian);
    await service.ask(openSoftcopy, { publicationId });
    await service.event(softcopyAccessChanged, publicationId);
    await service.ask(changeAccess, { publicationId, access: 'staff' }, librarian);
    await expect(service.ask(openSoftcopy, { publicationId }, reader)).rejects.toMatchObject({
      slug: 'not-found',
    });
  });

  it('moves a copy, marks it lost and found, and gives no label twice', async () => {
    const publicationId = await add({ title: 'Buku Berpindah Rak' });
    const copy = { publicationId, shelfMark: 'A 1', label: 'B-1' };
    const { id: copyId } = await service.ask(addCopy, copy, librarian);
    const offered = async () =>
      (await service.ask(findCopies, { q: 'B-1' }, { actor: anActor('officer') })).items.length;
    await service.ask(changeCopy, { publicationId, copyId, shelfMark: 'A 2' }, librarian);
    await service.ask(changeCopy, { publicationId, copyId, condition: 'lost' }, librarian);
    expect(await offered()).toBe(0);
    const onShelves = await service.ask(searchPublications, {
      q: 'berpindah rak',
      availability: 'hardcopy',
    });
    expect(onShelves.items).toEqual([]);
    await service.ask(changeCopy, { publicationId, copyId, condition: 'worn' }, librarian);
    expect(await offered()).toBe(1);
    await expect(service.ask(addCopy, copy, librarian)).rejects.toMatchObject({
      slug: 'copy-label-taken',
    });
  });

  it('is not overruled by the same list read again, and is by a list that says something new', async () => {
    async function imported(title: string) {
      const incomingKey = `incoming/${randomUUID()}`;
      await storage.put(incomingKey, Buffer.from(`id,title\nm1,${title}\n`));
      const job = await service.ask(startImport, { source: 'csv', incomingKey }, librarian);
      return eventually(async () => {
        const now = await service.ask(readImport, { importId: job.id }, librarian);
        expect(now.state).toBe('done');
        return now;
      });
    }
    await imported('Industri Kecl Muba');
    const { items } = await service.ask(searchPublications, { q: 'kecl' });
    const publicationId = items[0]?.id ?? '';
    await service.ask(
      changePublication,
      { publicationId, title: 'Industri Kecil Muba' },
      librarian,
    );
    expect(await imported('Industri Kecl Muba')).toMatchObject({ unchanged: 1 });
    expect(await read(publicationId)).toMatchObject({ title: 'Industri Kecil Muba' });
    expect(await imported('Industri Mikro dan Kecil Muba')).toMatchObject({ changed: 1 });
    expect((await historyOf(publicationId))[0]).toMatchObject({
      actorId: null,
      fields: [{ field: 'title', to: 'Industri Mikro dan Kecil Muba' }],
    });
  });

  it('takes the whole catalogue away in parts, and any of it comes back as it was', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => `e${n},"Buku, ke-${n}"`);
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, Buffer.from(['id,title', ...rows].join('\n')));
    const job = await service.ask(startImport, { source: 'csv', incomingKey }, librarian);
    await eventually(async () => {
      const { state } = await service.ask(readImport, { importId: job.id }, librarian);
      expect(state).toBe('done');
    });
    let text = '';
    let after: string | undefined;
    do {
      const more = after === undefined ? {} : { after };
      const part = await service.ask(exportPublications, { format: 'csv', ...more }, librarian);
      text += part.text;
      after = part.after ?? undefined;
    } while (after !== undefined);
    const titles = text.split('\r\n').filter((line) => line.includes('"Buku, ke-'));
    expect(titles).toHaveLength(60);
    const { items } = await service.ask(searchPublications, { q: 'buku ke-7' });
    const marc = await service.ask(exportPublication, {
      publicationId: items[0]?.id ?? '',
      format: 'marc21',
    });
    expect(marc.text).toContain('aBuku, ke-7');
  });

  it('takes books from the WebAPI with their PDFs, and a dead link harms no record', async () => {
    const list = {
      source: 'bps-webapi',
      files: true,
    } as const;
    async function imported() {
      const job = await service.ask(startImport, list, librarian);
      return eventually(
        async () => {
          const now = await service.ask(readImport, { importId: job.id }, librarian);
          expect(['done', 'failed']).toContain(now.state);
          return now;
        },
        { timeoutMs: 40_000 },
      );
    }
    const job = await imported();
    expect(job).toMatchObject({ state: 'done', added: 2 });
    expect(job.errors).toMatchObject([{ field: 'pdf', problem: 'unreadable' }]);
    const { items } = await service.ask(searchPublications, { q: 'webapi berpdf' });
    const { softcopy } = await read(items[0]?.id ?? '');
    expect(softcopy).toMatchObject({ version: 1, pages: 1, access: 'signed-in' });
    expect(await imported()).toMatchObject({ unchanged: 2 });
    expect((await read(items[0]?.id ?? '')).softcopy).toEqual(softcopy);
  });

  it('alone may do all this', async () => {
    const publicationId = await add({ title: 'Hanya Pustakawan' });
    for (const actor of [anActor('officer'), anActor('patron')]) {
      await expect(service.ask(readHistory, { publicationId }, { actor })).rejects.toMatchObject({
        slug: 'not-allowed',
      });
      await expect(
        service.ask(
          changePublications,
          { publicationIds: [publicationId], change: { kind: 'withdraw' } },
          { actor },
        ),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
    }
  });
});
