import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { Clock } from '@pst/config';
import {
  accountClosed,
  calendarChanged,
  cancelRequest,
  deliveryFailed,
  deliveryOpened,
  deliveryRevoked,
  deliverySent,
  findDelivery,
  listOwnRequests,
  listRequests,
  messageBounced,
  messageFailed,
  messageSent,
  newId,
  openDeliveryFile,
  openRequestFile,
  publicationAdded,
  readOwnRequest,
  readRequest,
  requestRescheduled,
  requestSubmitted,
  reviewRequest,
  softcopyAdded,
  submitRequest,
  type SendMessage,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { MessageSeal, pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import { DocumentDeliveryModule } from '../document-delivery.module.ts';
import { ExtractSweep } from './sweep-extracts/extract-sweep.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const MEGABYTE = 1_048_576;
const officer = { actor: anActor('officer') };

describe('a document request', () => {
  const clock = Clock.standing(NOW);
  const objects = mkdtempSync(join(tmpdir(), 'pst-document-delivery-'));
  let service: ServiceUnderTest;
  let small: string;
  let large: string;
  /** Its bytes are there, so that pages can be cut out of it. */
  let book: string;

  beforeAll(async () => {
    service = await serviceUnderTest<DocumentDeliveryConfig>({
      name: 'document-delivery',
      module: DocumentDeliveryModule,
      database,
      clock,
      config: { OBJECT_STORAGE_DIR: objects },
    });
    small = await aPublication('Musi Banyuasin Dalam Angka 2025', 2 * MEGABYTE);
    book = await aPublication('Kecamatan Sekayu Dalam Angka 2025', MEGABYTE);
    const pdf = await PDFDocument.create();
    Array.from({ length: 5 }, () => pdf.addPage([420, 595]));
    await new DirectoryStorage(objects).put(`softcopies/${book}.pdf`, await pdf.save());
    large = await aPublication('Sensus Penduduk 2020', 40 * MEGABYTE);
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  /** A publication with a softcopy, announced as the catalogue does. */
  async function aPublication(
    title: string,
    bytes: number,
    { softcopy = true } = {},
  ): Promise<string> {
    const id = newId();
    const about = { office: '1606', about: id, at: NOW };
    await service.announce(
      publicationAdded.create(
        {
          publicationId: id,
          title,
          series: null,
          year: 2025,
          kind: 'serial',
          language: 'id',
          area: '1606',
          subjects: [],
        },
        about,
      ),
    );
    await eventually(async () => {
      const rows = await service.source.query('select 1 from known_publication where id = $1', [
        id,
      ]);
      expect(rows).toHaveLength(1);
    });
    if (softcopy) {
      await aSoftcopy(id, bytes);
    }
    return id;
  }
  async function aSoftcopy(id: string, bytes: number): Promise<void> {
    await service.announce(
      softcopyAdded.create(
        {
          publicationId: id,
          softcopyId: newId(),
          version: 1,
          bytes,
          pages: 100,
          sha256: 'a'.repeat(64),
          access: 'signed-in',
          objectKey: `softcopies/${id}.pdf`,
          fileName: 'satu.pdf',
        },
        { office: '1606', about: id, at: NOW },
      ),
    );
    await eventually(async () => {
      const rows = await service.source.query(
        'select 1 from known_softcopy where publication_id = $1',
        [id],
      );
      expect(rows).toHaveLength(1);
    });
  }
  async function mails(): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows.map(({ payload }) => seal.open(payload.id, payload.sealed));
  }
  async function submitted(publicationId: string, channel: 'email' | 'link' = 'email') {
    const as = { actor: anActor('patron') };
    const request = await service.ask(
      submitRequest,
      {
        publicationIds: [publicationId],
        purpose: 'research',
        channel,
        note: 'Untuk skripsi Kenari',
      },
      as,
    );
    return { request, as };
  }
  /** Says in notifications' name what became of the newest mail. */
  async function mailLeft(outcome: 'sent' | 'failed' = 'sent'): Promise<SendMessage> {
    const mail = (await mails()).at(-1);
    if (mail === undefined) {
      throw new Error('No mail was ordered');
    }
    const about = { office: '1606', about: mail.id, at: clock.now() };
    const fact = { messageId: mail.id, template: mail.content.template, cause: mail.cause };
    await service.announce(
      outcome === 'sent'
        ? messageSent.create({ ...fact, sentAt: clock.now().toISOString() }, about)
        : messageFailed.create(
            { ...fact, failedAt: clock.now().toISOString(), reason: 'smtp-550' },
            about,
          ),
    );
    return mail;
  }

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('gets a number and a promised time, and tells nothing of the person', async () => {
    const { request } = await submitted(small);
    expect(request).toMatchObject({
      number: expect.stringMatching(/^P-2026-\d{4}$/),
      state: 'submitted',
      dueAt: new Date(NOW.getTime() + 20 * 60_000).toISOString(),
      atDesk: false,
      publications: [{ publicationId: small, title: 'Musi Banyuasin Dalam Angka 2025' }],
    });
    await service.event(requestSubmitted, request.id);
    const stored = [
      await service.source.query('select * from document_request'),
      await service.source.query('select * from outbox'),
    ];
    expect(JSON.stringify(stored)).not.toMatch(/kenari|penguji/i);
  });

  it('approved is attached to a mail when it is small, and delivered once the mail left', async () => {
    const { request, as } = await submitted(small);
    const approved = await service.ask(
      reviewRequest,
      { requestId: request.id, decision: 'approve' },
      officer,
    );
    expect(approved).toMatchObject({ state: 'sending', willSendAs: 'attachment' });
    clock.moveTo(new Date(NOW.getTime() + 10 * 60_000));
    const mail = await mailLeft();
    expect(mail).toMatchObject({
      to: as.actor.email,
      content: {
        template: 'softcopy-delivery',
        link: null,
        attachments: [{ objectKey: `softcopies/${small}.pdf` }],
      },
    });
    const sent = await service.event(deliverySent, request.id);
    expect(sent.data).toMatchObject({ as: 'attachment', workingSeconds: 600, onTime: true });
    expect(await service.ask(readOwnRequest, { requestId: request.id }, as)).toMatchObject({
      state: 'delivered',
    });
    clock.moveTo(NOW);
  });

  it('made at the desk PC of a visit is told with that visit, until it is delivered', async () => {
    const visitId = newId();
    const request = await service.ask(
      submitRequest,
      { publicationIds: [small], purpose: 'research' },
      { actor: anActor('patron'), visitId },
    );
    expect(request.atDesk).toBe(true);
    expect((await service.event(requestSubmitted, request.id)).data.visitId).toBe(visitId);
    const decided = { requestId: request.id, decision: 'approve' } as const;
    await service.ask(reviewRequest, decided, officer);
    await mailLeft();
    expect((await service.event(deliverySent, request.id)).data.visitId).toBe(visitId);
  });

  it('that is too large for a mailbox comes as a link that works until it ends', async () => {
    const { request, as } = await submitted(large);
    await service.ask(reviewRequest, { requestId: request.id, decision: 'approve' }, officer);
    const { content } = await mailLeft();
    const link = content.template === 'softcopy-delivery' ? (content.link ?? '') : '';
    const token = link.split('/unduhan/')[1] ?? '';
    expect(await service.ask(findDelivery, { token })).toMatchObject({
      files: [{ n: 1, title: 'Sensus Penduduk 2020', bytes: 40 * MEGABYTE }],
    });
    const file = await service.ask(openDeliveryFile, { token, n: 1 });
    expect(file.objectKey).toBe(`softcopies/${large}.pdf`);
    await service.event(deliveryOpened, request.id);
    const opensFor = async (who: typeof as) => {
      const contract = who === as ? readOwnRequest : readRequest;
      return (await service.ask(contract, { requestId: request.id }, who)).opens;
    };
    expect(await opensFor(as)).toEqual({ times: 1, lastAt: NOW.toISOString() });
    clock.moveTo(new Date(NOW.getTime() + 60_000));
    const open = (counts: boolean) => service.ask(openDeliveryFile, { token, n: 1, counts });
    await Promise.all([open(true), open(true), open(false)]);
    const lastAt = clock.now().toISOString();
    expect(await opensFor(as)).toEqual({ times: 3, lastAt });
    expect(await opensFor(officer)).toEqual({ times: 3, lastAt });
    await expect(
      service.ask(findDelivery, { token: `${token.slice(0, -2)}xx` }),
    ).rejects.toMatchObject({ slug: 'delivery-not-found' });
    clock.moveTo(new Date(NOW.getTime() + 7 * 86_400_000));
    await expect(service.ask(findDelivery, { token })).rejects.toMatchObject({
      slug: 'delivery-expired',
      status: 410,
    });
    clock.moveTo(NOW);
  });

  it('that could not be mailed says so and can be sent again; the old link ends', async () => {
    const { request, as } = await submitted(small, 'link');
    const review = (decision: 'approve' | 'resend' | 'revoke') =>
      service.ask(reviewRequest, { requestId: request.id, decision }, officer);
    await review('approve');
    const { content } = await mailLeft('failed');
    await service.event(deliveryFailed, request.id);
    expect(await service.ask(readOwnRequest, { requestId: request.id }, as)).toMatchObject({
      state: 'failed',
    });
    await review('resend');
    const first =
      content.template === 'softcopy-delivery' ? content.link?.split('/unduhan/')[1] : '';
    await expect(service.ask(findDelivery, { token: first ?? '' })).rejects.toMatchObject({
      slug: 'delivery-expired',
    });
    await mailLeft();
    await service.event(deliverySent, request.id);
    expect(await review('revoke')).toMatchObject({ state: 'revoked' });
    await eventually(async () => {
      const revoked = await service.events(deliveryRevoked);
      const own = revoked.filter(({ subject }) => subject === request.id);
      expect(new Set(own.map(({ data }) => data.deliveryId)).size).toBe(2);
    });
  });

  it('whose mail came back was not delivered, for its reader and at the desk', async () => {
    const { request, as } = await submitted(small);
    await service.ask(reviewRequest, { requestId: request.id, decision: 'approve' }, officer);
    const { id, cause, content } = await mailLeft();
    await service.event(deliverySent, request.id);
    const at = clock.now();
    await service.announce(
      messageBounced.create(
        {
          messageId: id,
          template: content.template,
          cause,
          bouncedAt: at.toISOString(),
          reason: 'no-such-address',
        },
        { office: '1606', about: id, at },
      ),
    );
    await service.event(deliveryFailed, request.id);
    const failed = { state: 'failed', failure: 'no-such-address', deliveredAt: null };
    expect(await service.ask(readOwnRequest, { requestId: request.id }, as)).toMatchObject(failed);
    expect(await service.ask(readRequest, { requestId: request.id }, officer)).toMatchObject(
      failed,
    );
  });

  it('declined needs a reason, which the reader gets in words', async () => {
    const { request } = await submitted(small);
    const decline = { requestId: request.id, decision: 'decline' } as const;
    await expect(service.ask(reviewRequest, decline, officer)).rejects.toMatchObject({
      slug: 'invalid-request',
      errors: [{ path: 'reason', message: 'Wajib diisi' }],
    });
    await service.ask(reviewRequest, { ...decline, reason: 'copyright' }, officer);
    expect((await mails()).at(-1)?.content).toMatchObject({
      template: 'request-declined',
      reason: 'Hak cipta tidak mengizinkan kami mengirimkannya.',
    });
  });

  it('approved by two officers at once is sent once', async () => {
    const { request } = await submitted(small);
    const before = (await mails()).length;
    const decisions = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        service.ask(reviewRequest, { requestId: request.id, decision: 'approve' }, officer),
      ),
    );
    expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await mails()).toHaveLength(before + 1);
  });

  it('for some pages is looked at as it will be sent, and sent as it was looked at', async () => {
    const as = { actor: anActor('patron') };
    const request = await service.ask(
      submitRequest,
      {
        publicationIds: [small, book],
        pages: [{ publicationId: book, from: 2, to: 3 }],
        purpose: 'research',
      },
      as,
    );
    expect(request.publications).toMatchObject([{ pages: null }, { pages: { from: 2, to: 3 } }]);
    const { id: requestId } = request;
    const listed = await service.ask(listRequests, { limit: 100 }, officer);
    expect(listed.items.find(({ id }) => id === requestId)).toMatchObject({
      files: [{ bytes: 2 * MEGABYTE }, { bytes: null }],
      willSendAs: null,
    });
    const read = await service.ask(readRequest, { requestId }, officer);
    const seen = await service.ask(openRequestFile, { requestId, n: 2 }, officer);
    expect(read).toMatchObject({
      files: [{ n: 1 }, { n: 2, fileName: 'satu-hlm-2-3.pdf', bytes: seen.bytes }],
      willSendAs: 'attachment',
    });
    await service.ask(reviewRequest, { requestId, decision: 'approve' }, officer);
    const { content } = (await mails()).at(-1) ?? {};
    expect(content).toMatchObject({
      attachments: [
        { objectKey: `softcopies/${small}.pdf` },
        { objectKey: seen.objectKey, fileName: seen.fileName, bytes: seen.bytes },
      ],
      sources: [
        expect.stringContaining('Musi Banyuasin Dalam Angka 2025. Badan Pusat Statistik.'),
        expect.stringContaining('Kecamatan Sekayu Dalam Angka 2025 (lembar PDF 2-3).'),
      ],
    });
  });

  it('for pages keeps them for as long as a delivery of them lives, and no longer', async () => {
    const storage = new DirectoryStorage(objects);
    const sweep = service.running.app.get(ExtractSweep);
    const days = (n: number) => clock.moveTo(new Date(NOW.getTime() + n * 86_400_000));
    const asked = async () => {
      const { id: requestId } = await service.ask(
        submitRequest,
        {
          publicationIds: [book],
          pages: [{ publicationId: book, from: 4, to: 4 }],
          purpose: 'research',
        },
        { actor: anActor('patron') },
      );
      const { objectKey } = await service.ask(openRequestFile, { requestId, n: 1 }, officer);
      return { requestId, objectKey };
    };
    const review = (requestId: string, decision: 'approve' | 'revoke') =>
      service.ask(reviewRequest, { requestId, decision }, officer);
    const first = await asked();
    await review(first.requestId, 'approve');
    days(3);
    const second = await asked();
    expect(second.objectKey).toBe(first.objectKey);
    await review(second.requestId, 'approve');
    const { objectKey } = first;
    days(5);
    await review(first.requestId, 'revoke');
    await sweep.sweep();
    expect(await storage.stat(objectKey)).toBeDefined();
    days(9.9);
    await sweep.sweep();
    expect(await storage.stat(objectKey)).toBeDefined();
    days(10);
    await sweep.sweep();
    expect(await storage.stat(objectKey)).toBeUndefined();
    // Looked at and not sent, it goes after a day.
    await asked();
    await sweep.sweep();
    expect(await storage.stat(objectKey)).toBeDefined();
    days(11.1);
    await sweep.sweep();
    expect(await storage.stat(objectKey)).toBeUndefined();
    clock.moveTo(NOW);
  });

  it('for pages that are not there names the field', async () => {
    const asked = (pages: { publicationId: string; from: number; to: number }[]) =>
      service.ask(
        submitRequest,
        { publicationIds: [book], pages, purpose: 'research' },
        { actor: anActor('patron') },
      );
    const refused = { slug: 'invalid-request', errors: [{ path: 'pages.0' }] };
    await expect(asked([{ publicationId: book, from: 1, to: 101 }])).rejects.toMatchObject(refused);
    await expect(asked([{ publicationId: small, from: 1, to: 1 }])).rejects.toMatchObject(refused);
    await expect(asked([{ publicationId: book, from: 3, to: 2 }])).rejects.toMatchObject({
      slug: 'invalid-request',
    });
  });

  it('for several publications is sent with all of them or not at all', async () => {
    const pending = await aPublication('Belum Dipindai', 0, { softcopy: false });
    const as = { actor: anActor('patron') };
    const { id: requestId } = await service.ask(
      submitRequest,
      { publicationIds: [small, pending, large], purpose: 'research' },
      as,
    );
    const approve = () => service.ask(reviewRequest, { requestId, decision: 'approve' }, officer);
    const before = (await mails()).length;
    await expect(approve()).rejects.toMatchObject({ slug: 'softcopy-missing' });
    expect(await mails()).toHaveLength(before);
    await aSoftcopy(pending, MEGABYTE);
    await approve();
    const { content } = await mailLeft();
    const link = content.template === 'softcopy-delivery' ? (content.link ?? '') : '';
    const { files } = await service.ask(findDelivery, { token: link.split('/unduhan/')[1] ?? '' });
    expect(files.map(({ n, title }) => [n, title])).toEqual([
      [1, 'Musi Banyuasin Dalam Angka 2025'],
      [2, 'Belum Dipindai'],
      [3, 'Sensus Penduduk 2020'],
    ]);
  });

  it('goes to the verified address of whoever asks, and to no other', async () => {
    const wanted = { publicationIds: [small], purpose: 'research' as const };
    const unverified = { actor: { ...anActor('patron'), emailVerified: false } };
    await expect(service.ask(submitRequest, wanted, unverified)).rejects.toMatchObject({
      slug: 'email-not-verified',
    });
    const typed = { ...wanted, email: 'korban@contoh.example' };
    await expect(
      service.ask(submitRequest, typed, { actor: anActor('patron') }),
    ).rejects.toMatchObject({ slug: 'invalid-request' });
  });

  it('belongs to its reader alone', async () => {
    const { request } = await submitted(small);
    const stranger = { actor: anActor('patron') };
    for (const contract of [readOwnRequest, cancelRequest]) {
      await expect(
        service.ask(contract, { requestId: request.id }, stranger),
      ).rejects.toMatchObject({ slug: 'not-found' });
    }
    expect((await service.ask(listOwnRequests, {}, stranger)).items).toEqual([]);
  });

  it('made again while nobody has answered it is the same one, until it is decided', async () => {
    const as = { actor: anActor('patron') };
    const wish = (description: string) =>
      service.ask(submitRequest, { description, purpose: 'research' }, as);
    const answers = await Promise.all(Array.from({ length: 7 }, () => wish('Peta tahun 1971')));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    const [first] = answers;
    expect((await wish('Peta tahun 1981')).id).not.toBe(first?.id);
    const declined = { requestId: first?.id ?? '', reason: 'not-in-collection' } as const;
    await service.ask(reviewRequest, { ...declined, decision: 'decline' }, officer);
    expect((await wish('Peta tahun 1971')).id).not.toBe(first?.id);
  });

  it('beyond the number of a day is refused', async () => {
    const as = { actor: anActor('patron') };
    const wish = (n: number) =>
      service.ask(submitRequest, { description: `Tabel ${n}`, purpose: 'research' }, as);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => wish(n)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await expect(wish(9)).rejects.toMatchObject({
      slug: 'too-many-document-requests',
      params: { limitPerDay: 5 },
    });
  });

  it('for a publication that is not there names the field', async () => {
    await expect(
      service.ask(
        submitRequest,
        { publicationIds: [newId()], purpose: 'other' },
        { actor: anActor('patron') },
      ),
    ).rejects.toMatchObject({ slug: 'invalid-request', errors: [{ path: 'publicationIds' }] });
  });

  it('waits in the desk, oldest first, with exactly what would be sent', async () => {
    const { request } = await submitted(small);
    const { items } = await service.ask(listRequests, { state: 'submitted', limit: 100 }, officer);
    expect(items.length).toBeGreaterThan(1);
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted());
    expect(items.find(({ id }) => id === request.id)?.files).toMatchObject([
      { fileName: 'satu.pdf' },
    ]);
  });

  it('of somebody who left is a number without a person', async () => {
    const { request, as } = await submitted(small);
    await service.announce(
      accountClosed.create(
        { accountId: as.actor.id },
        { office: '1606', about: as.actor.id, at: NOW },
      ),
    );
    await eventually(async () => {
      const [row] = await service.source.query(
        `select state, name_sealed, email_sealed, note_sealed from document_request where id = $1`,
        [request.id],
      );
      expect(row).toEqual({
        state: 'cancelled',
        name_sealed: null,
        email_sealed: null,
        note_sealed: null,
      });
    });
  });

  it('open when its day becomes a day off is promised for the next, and a delivered one is not', async () => {
    const open = await submitted(small);
    const done = await submitted(small);
    await service.ask(reviewRequest, { requestId: done.request.id, decision: 'approve' }, officer);
    await mailLeft();
    await service.event(deliverySent, done.request.id);
    const today = clock.now().toISOString().slice(0, 10);
    await service.announce(
      calendarChanged.create(
        {
          version: 2,
          days: [{ date: today, kind: 'office-closure', source: 'Surat Kepala 12/2026' }],
          completeYears: [],
          changedAt: clock.now().toISOString(),
        },
        { office: '1606', about: '1606', at: clock.now() },
      ),
    );
    const { data } = await service.event(requestRescheduled, open.request.id);
    expect(data.dueAt).toBe('2026-11-24T01:20:00.000Z');
    const dueOf = async ({ request, as }: typeof open) =>
      (await service.ask(readOwnRequest, { requestId: request.id }, as)).dueAt;
    expect(await dueOf(open)).toBe(data.dueAt);
    expect(await dueOf(done)).toBe(done.request.dueAt);
  });
});
