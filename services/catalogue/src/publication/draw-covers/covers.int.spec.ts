import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import { Clock } from '@pst/config';
import {
  acceptSoftcopy,
  addPublication,
  changeAccess,
  openCover,
  readPublication,
  searchPublications,
  withdrawPublication,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import PDFDocument from 'pdfkit';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { CatalogueModule } from '../../catalogue.module.ts';
import { database } from '../../database/data-source.ts';
import { Publication } from '../domain/publication.ts';
import { SoftcopySchema } from '../publication.schema.ts';

const librarian = { actor: anActor('librarian') };
const reader = { actor: anActor('patron') };

/** A book whose cover has one colour. */
function aBook(colour: string): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  document.rect(0, 0, 700, 900).fill(colour);
  document.addPage().text('Halaman dua').end();
  return buffer(document);
}

describe('covers', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-covers-'));
  const storage = new DirectoryStorage(objects);
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<CatalogueConfig>({
      name: 'catalogue',
      module: CatalogueModule,
      database,
      clock: Clock.standing(new Date('2026-11-23T02:00:00Z')),
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

  const add = async (title: string) => (await service.ask(addPublication, { title }, librarian)).id;

  async function upload(
    publicationId: string,
    bytes: Buffer,
    access: 'public' | 'signed-in' | 'staff',
  ): Promise<string> {
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, bytes);
    const command = { publicationId, incomingKey, fileName: 'buku.pdf', access };
    return (await service.ask(acceptSoftcopy, command, librarian)).id;
  }

  const stateOf = (id: string) =>
    service.source
      .getRepository(SoftcopySchema)
      .findOneByOrFail({ id })
      .then(({ coverState }) => coverState);
  const drawn = (id: string) =>
    eventually(async () => expect(await stateOf(id)).toBe('drawn'), { timeoutMs: 60_000 });
  const hasCover = async (publicationId: string) =>
    (await service.ask(readPublication, { publicationId })).hasCover;

  /** The picture's size, and red, green and blue of its middle. */
  async function seen(publicationId: string, as = {}) {
    const file = await service.ask(openCover, { publicationId }, as);
    const bytes = await buffer(storage.open(file.objectKey));
    expect(bytes).toHaveLength(file.bytes);
    const picture = await loadImage(bytes);
    const canvas = createCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const [red = 0, green = 0, blue = 0] = canvas
      .getContext('2d')
      .getImageData(picture.width / 2, picture.height / 2, 1, 1).data;
    return { width: picture.width, height: picture.height, red, green, blue };
  }

  it('show the first page of the newest PDF to everybody, also of one that takes signing in', async () => {
    const id = await add('Statistik Merah');
    expect(await hasCover(id)).toBe(false);
    await expect(service.ask(openCover, { publicationId: id })).rejects.toThrow('not-found');
    await drawn(await upload(id, await aBook('#c00000'), 'signed-in'));
    const red = await seen(id);
    expect([red.width, red.height]).toEqual([360, 510]);
    expect(red.red).toBeGreaterThan(150);
    expect(red.blue).toBeLessThan(40);
    const { items } = await service.ask(searchPublications, { q: 'merah' });
    expect(items[0]).toMatchObject({ id, hasCover: true });

    const second = await upload(id, await aBook('#0000c0'), 'signed-in');
    expect(await hasCover(id)).toBe(false);
    await drawn(second);
    expect((await seen(id)).blue).toBeGreaterThan(150);
  });

  it('hide what only staff may know of, and follow a change of access', async () => {
    const id = await add('Bahan Internal');
    await drawn(await upload(id, await aBook('#00c000'), 'staff'));
    expect(await hasCover(id)).toBe(false);
    for (const as of [{}, reader]) {
      await expect(service.ask(openCover, { publicationId: id }, as)).rejects.toThrow('not-found');
    }
    expect((await seen(id, librarian)).green).toBeGreaterThan(150);

    const opened = { publicationId: id, access: 'public', reason: 'Rilis' } as const;
    expect((await service.ask(changeAccess, opened, librarian)).hasCover).toBe(true);
    expect((await seen(id)).green).toBeGreaterThan(150);
    const closed = { publicationId: id, access: 'staff', reason: 'Keliru' } as const;
    await service.ask(changeAccess, closed, librarian);
    await expect(service.ask(openCover, { publicationId: id })).rejects.toThrow('not-found');
  });

  it('go with what is withdrawn', async () => {
    const id = await add('Buku Ditarik');
    await drawn(await upload(id, await aBook('#c0c000'), 'public'));
    await service.ask(withdrawPublication, { publicationId: id, reason: 'Keliru' }, librarian);
    await expect(service.ask(openCover, { publicationId: id })).rejects.toThrow('not-found');
  });

  it('do without a page that cannot be drawn, and go on with the next book', async () => {
    const id = await add('Buku Rusak');
    const softcopyId = await upload(id, await aBook('#c00000'), 'public');
    await drawn(softcopyId);
    // Damaged on the disk before the update that began to draw covers: nobody draws it at this moment.
    const softcopies = service.source.getRepository(SoftcopySchema);
    const { objectKey } = await softcopies.findOneByOrFail({ id: softcopyId });
    await storage.put(objectKey, Buffer.from('%PDF-1.4 and nothing more'));
    await service.source.getRepository(Publication).update(id, { hasCover: false });
    await softcopies.update(softcopyId, { coverState: 'waiting', coverKey: null });
    const next = await add('Buku Berikut');
    await drawn(await upload(next, await aBook('#0000c0'), 'public'));
    await eventually(async () => expect(await stateOf(softcopyId)).toBe('none'));
    expect(await hasCover(id)).toBe(false);
  });
});
