import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { Clock } from '@pst/config';
import {
  attachFile,
  fileComplaint,
  handleComplaint,
  openAttachment,
  openDeskAttachment,
  readComplaint,
  readComplaintThread,
} from '@pst/contracts';
import { DirectoryStorage } from '@pst/object-storage';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

/** One pixel, and a word that makes it a file of its own. */
const aPhoto = (word = '') =>
  Buffer.concat([
    Buffer.from(
      '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
      'base64',
    ),
    Buffer.from(word),
    Buffer.from([0xff, 0xd9]),
  ]);
/** What every scanner calls a virus, in the words of its makers (eicar.org), put together here. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

/** As much of clamd as speaks INSTREAM; it finds what contains EICAR. */
async function aScanner() {
  const scanner = { out: false, asked: 0 };
  const server: Server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (part) => {
      heard = Buffer.concat([heard, part]);
      const command = 'zINSTREAM\0';
      if (!heard.toString('latin1').startsWith(command.slice(0, heard.length))) {
        socket.end('UNKNOWN COMMAND\0');
        return;
      }
      const pieces: Buffer[] = [];
      for (let at = command.length; at + 4 <= heard.length;) {
        const length = heard.readUInt32BE(at);
        if (length === 0) {
          scanner.asked += 1;
          const found = Buffer.concat(pieces).includes(EICAR);
          socket.end(scanner.out ? '' : `stream: ${found ? 'Eicar-Test-Signature FOUND' : 'OK'}\0`);
          return;
        }
        pieces.push(heard.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { scanner, server, url: `tcp://127.0.0.1:${port}` };
}

const handler = { actor: anActor('complaint-handler') };
const started: { stop(): Promise<unknown> }[] = [];

async function start(CLAMD_URL?: string) {
  const objects = mkdtempSync(join(tmpdir(), 'pst-attachments-'));
  const clock = Clock.standing(new Date('2026-11-02T09:00:00+07:00'));
  const service: ServiceUnderTest = await serviceUnderTest<ComplaintsConfig>({
    name: 'complaints',
    module: ComplaintsModule,
    database,
    clock,
    config: {
      OBJECT_STORAGE_DIR: objects,
      MAILBOX_POLL_SECONDS: 120,
      ...(CLAMD_URL && { CLAMD_URL }),
    },
  });
  started.push({
    stop: async () => {
      await service.stop();
      rmSync(objects, { recursive: true });
    },
  });
  const storage = new DirectoryStorage(objects);
  const file = () => service.ask(fileComplaint, { subject: 'Antrean', body: 'Terlalu lama.' });
  async function attach(key: { code: string; pin: string }, bytes: Buffer, fileName = 'foto.jpg') {
    const incomingKey = `incoming/${randomUUID()}`;
    await storage.put(incomingKey, bytes);
    const { code, pin } = key;
    return service.ask(attachFile, { code, pin, incomingKey, fileName });
  }
  const settled = (key: { code: string; pin: string }) =>
    eventually(async () => {
      const { code, pin } = key;
      const { attachments } = await service.ask(readComplaintThread, { code, pin });
      expect(attachments.map(({ state }) => state)).not.toContain('quarantined');
      return attachments;
    });
  return { service, storage, objects, clock, file, attach, settled };
}

afterAll(() => Promise.all(started.map((one) => one.stop())));

describe('a file sent with a complaint', () => {
  let office: Awaited<ReturnType<typeof start>>;
  let clamd: Awaited<ReturnType<typeof aScanner>>;
  beforeAll(async () => {
    clamd = await aScanner();
    office = await start(clamd.url);
  });
  afterAll(() => {
    clamd.server.close();
  });

  it('has a table that is exactly what the entity says', async () => {
    expect(await pendingSchemaChanges(office.service.source)).toEqual([]);
  });

  it('lies in quarantine until it was looked at, then both sides fetch it', async () => {
    const { service, storage } = office;
    const receipt = await office.file();
    const { code, pin, id } = receipt;
    const sent = await office.attach(receipt, aPhoto());
    expect(sent).toMatchObject({ state: 'quarantined', fileName: 'foto.jpg', scanned: false });
    const [released] = await office.settled(receipt);
    expect(released).toMatchObject({ id: sent.id, state: 'released', scanned: true });
    const attachmentId = sent.id;
    const fetched = await service.ask(openAttachment, { code, pin, attachmentId });
    expect(fetched).toMatchObject({ contentType: 'image/jpeg', fileName: 'foto.jpg' });
    expect(await readFile(storage.pathOf(fetched.objectKey))).toEqual(aPhoto());
    const command = { complaintId: id, attachmentId };
    expect(await service.ask(openDeskAttachment, command, handler)).toEqual(fetched);
    const { attachments, messages } = await service.ask(
      readComplaint,
      { complaintId: id },
      handler,
    );
    expect(attachments[0]?.messageId).toBe(messages[0]?.id);
  });

  it('is opened by nobody with another key, another case or another office', async () => {
    const { service } = office;
    const [one, other] = [await office.file(), await office.file()];
    const { id: attachmentId } = await office.attach(one, aPhoto());
    await office.settled(one);
    const open = (key: object) =>
      service.ask(openAttachment, { code: one.code, pin: one.pin, attachmentId, ...key });
    await expect(open({ pin: '000000' })).rejects.toMatchObject({ slug: 'complaint-not-found' });
    await expect(open({ code: other.code, pin: other.pin })).rejects.toMatchObject({
      slug: 'not-found',
    });
    const atDesk = (complaintId: string, as: object) =>
      service.ask(openDeskAttachment, { complaintId, attachmentId }, { ...handler, ...as });
    await expect(atDesk(other.id, {})).rejects.toMatchObject({ slug: 'not-found' });
    await expect(atDesk(one.id, { office: '1605' })).rejects.toMatchObject({ slug: 'not-found' });
    await expect(atDesk(one.id, { actor: anActor('officer') })).rejects.toMatchObject({
      slug: 'not-allowed',
    });
    await service.ask(
      handleComplaint,
      { complaintId: one.id, action: 'concern', accountIds: [handler.actor.id] },
      { actor: anActor('admin') },
    );
    await expect(atDesk(one.id, {})).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('is kept out when it is infected, and the handlers learn of it', async () => {
    const { service, objects } = office;
    const receipt = await office.file();
    const { code, pin, id: complaintId } = receipt;
    const { id: attachmentId } = await office.attach(receipt, aPhoto(EICAR));
    expect(await office.settled(receipt)).toMatchObject([{ state: 'infected', scanned: true }]);
    await expect(service.ask(openAttachment, { code, pin, attachmentId })).rejects.toMatchObject({
      slug: 'not-found',
    });
    expect(readdirSync(objects, { recursive: true }).join()).not.toContain(attachmentId);
    const { messages } = await service.ask(readComplaint, { complaintId }, handler);
    expect(messages.at(-1)).toMatchObject({ kind: 'note' });
    expect(messages.at(-1)?.body).toContain('virus');
  });

  it('waits while the scanner is out of order', async () => {
    const { clock } = office;
    const receipt = await office.file();
    clamd.scanner.out = true;
    const before = clamd.scanner.asked;
    const { id } = await office.attach(receipt, aPhoto('lagi'));
    await eventually(() => expect(clamd.scanner.asked).toBeGreaterThan(before));
    await eventually(async () => {
      const rows = await office.service.source.query(
        `select 1 from attachment where id = $1 and state = 'quarantined' and next_scan_at > added_at`,
        [id],
      );
      expect(rows).toHaveLength(1);
    });
    clamd.scanner.out = false;
    clock.moveTo(new Date(clock.now().getTime() + 61_000));
    expect(await office.settled(receipt)).toMatchObject([{ state: 'released', scanned: true }]);
  });

  it.each([
    [
      'a page that calls itself a photo',
      Buffer.from('<html><script>alert(1)</script>'),
      'foto.jpg',
      'kind',
    ],
    ['a drawing with a script', Buffer.from('<svg onload="alert(1)"/>'), 'peta.svg', 'kind'],
    ['an archive', Buffer.from('PK\x03\x04'), 'bom.zip', 'kind'],
    ['half a photo', aPhoto().subarray(0, 60), 'foto.jpg', 'broken'],
    ['a PDF in name only', Buffer.from('%PDF-1.7\n<html>'), 'surat.pdf', 'broken'],
    ['nothing', Buffer.alloc(0), 'kosong.pdf', 'kind'],
    [
      'more than the office takes',
      Buffer.concat([aPhoto(), Buffer.alloc(10_485_760)]),
      'foto.jpg',
      'too-large',
    ],
  ])('is refused when it is %s', async (_, bytes, name, reason) => {
    const receipt = await office.file();
    await expect(office.attach(receipt, bytes, name)).rejects.toMatchObject({
      slug: 'attachment-refused',
      params: { reason },
    });
  });

  it('is called by what it is, wherever its name wanted to lead', async () => {
    const receipt = await office.file();
    const names = ['../../../etc/cron.d/a.php.jpg', 'C:\\a\\surat.exe', 'foto\u202egpj.html'];
    for (const [n, name] of names.entries()) {
      await office.attach(receipt, aPhoto(String(n)), name);
    }
    const attachments = await office.settled(receipt);
    expect(attachments.map(({ fileName }) => fileName).toSorted()).toEqual([
      'a.jpg',
      'fotogpj.jpg',
      'surat.jpg',
    ]);
  });

  it('is a photo and nothing more, though it is an archive at its end', async () => {
    const { service, storage } = office;
    const receipt = await office.file();
    const { code, pin } = receipt;
    const polyglot = Buffer.concat([aPhoto(), Buffer.from('PK\x03\x04 isi arsip <script>')]);
    const { id: attachmentId } = await office.attach(receipt, polyglot);
    await office.settled(receipt);
    const { objectKey } = await service.ask(openAttachment, { code, pin, attachmentId });
    expect(await readFile(storage.pathOf(objectKey))).toEqual(aPhoto());
  });

  it('as a PDF loses its author, its scripts and the files inside it', async () => {
    const { service, storage } = office;
    const receipt = await office.file();
    const { code, pin } = receipt;
    const document = await PDFDocument.create();
    document.addPage([200, 200]).drawText('Antrean');
    document.setAuthor('Kenari Merah');
    document.addJavaScript('mulai', 'app.alert("halo")');
    await document.attach(Buffer.from('rahasia Kenari'), 'dalam.txt');
    document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'Launch', F: 'cmd' }));
    const { id: attachmentId } = await office.attach(
      receipt,
      Buffer.from(await document.save({ useObjectStreams: false })),
      'surat.pdf',
    );
    await office.settled(receipt);
    const { objectKey } = await service.ask(openAttachment, { code, pin, attachmentId });
    const kept = await PDFDocument.load(await readFile(storage.pathOf(objectKey)), {
      updateMetadata: false,
    });
    expect(kept.getPageCount()).toBe(1);
    expect(kept.getAuthor()).toBeUndefined();
    const plain = Buffer.from(await kept.save({ useObjectStreams: false })).toString('latin1');
    expect(plain).not.toMatch(/JavaScript|OpenAction|Launch|EmbeddedFile|Kenari/);
  });

  it('sent twice is one, and there are only as many as the office takes, also at the same time', async () => {
    const receipt = await office.file();
    const first = await office.attach(receipt, aPhoto());
    expect((await office.attach(receipt, aPhoto())).id).toBe(first.id);
    const more = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => office.attach(receipt, aPhoto(`ke-${n}`))),
    );
    expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    expect(more.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { slug: 'attachment-refused', params: { reason: 'too-many' } },
    });
  });

  it('is named nowhere in the clear', async () => {
    const receipt = await office.file();
    await office.attach(receipt, aPhoto(), 'KTP Kenari.jpg');
    const rows = await office.service.source.query('select * from attachment');
    expect(JSON.stringify(rows)).not.toMatch(/kenari/i);
  });
});

describe('without a scanner', () => {
  it('a checked file is given out by the policy of the office, and marked as not scanned', async () => {
    const office = await start();
    const receipt = await office.file();
    await office.attach(receipt, aPhoto());
    expect(await office.settled(receipt)).toMatchObject([{ state: 'released', scanned: false }]);
  });
});
