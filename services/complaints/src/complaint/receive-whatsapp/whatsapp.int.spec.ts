import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  confirmWhatsappWebhook,
  handleComplaint,
  listComplaints,
  newId,
  readComplaint,
  readComplaintThread,
  readReporter,
  receiveWhatsapp,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const MONDAY = wib('2026-11-02T09:00');
const handler = { actor: anActor('complaint-handler') };
const APP_SECRET = 'rahasia aplikasi untuk uji';
const VERIFY_TOKEN = 'kata kita untuk uji saja';
const TOKEN = 'Bearer izin untuk uji saja';
/** A picture of one pixel, as WebP. */
const PIXEL = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
const PHONE_ID = '277321005464405';

interface Sent {
  readonly to: string;
  readonly type: 'text' | 'template';
  readonly text?: { readonly body: string };
  readonly template?: { readonly name: string };
  readonly biz_opaque_callback_data: string;
}

/** As much of Meta's Graph server as the adapter speaks to, on this machine. */
async function aGraphServer() {
  const sent: (Sent & { wamid: string; authorization: string | undefined })[] = [];
  const refusals: { status: number; code: number }[] = [];
  /** By media id: what is told of the file, and the file. */
  const media = new Map<string, { url?: string; file_size?: number; bytes: Buffer; out?: true }>();
  const server: Server = createServer((request, response) => {
    const [, id = ''] = /^\/(?:berkas\/)?(media-\d+)$/.exec(request.url ?? '') ?? [];
    const kept = media.get(id);
    if (request.method === 'GET') {
      if (kept === undefined || kept.out || request.headers.authorization !== TOKEN) {
        response.writeHead(kept?.out ? 503 : 404).end('{}');
      } else if (request.url?.startsWith('/berkas/')) {
        response.end(kept.bytes);
      } else {
        const url = kept.url ?? `http://${request.headers.host}/berkas/${id}`;
        response.end(JSON.stringify({ url, file_size: kept.file_size ?? kept.bytes.length }));
      }
      return;
    }
    void text(request).then((body) => {
      const refusal = refusals.shift();
      if (refusal !== undefined) {
        response.writeHead(refusal.status).end(JSON.stringify({ error: { code: refusal.code } }));
        return;
      }
      const wamid = `wamid.${sent.length + 1}`;
      const { authorization } = request.headers;
      sent.push({ ...(JSON.parse(body) as Sent), wamid, authorization }); // our own adapter's
      response.end(JSON.stringify({ messages: [{ id: wamid }] }));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, sent, refusals, media, server };
}

describe('a complaint by WhatsApp', () => {
  const clock = Clock.standing(MONDAY);
  let graph: Awaited<ReturnType<typeof aGraphServer>>;
  let service: ServiceUnderTest;
  let people = 0;
  const objects = mkdtempSync(join(tmpdir(), 'pst-whatsapp-'));

  beforeAll(async () => {
    graph = await aGraphServer();
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {
        OBJECT_STORAGE_DIR: objects,
        MAILBOX_POLL_SECONDS: 120,
        WHATSAPP_APP_SECRET: APP_SECRET,
        WHATSAPP_VERIFY_TOKEN: VERIFY_TOKEN,
        WHATSAPP_ACCESS_TOKEN: 'izin untuk uji saja',
        WHATSAPP_PHONE_NUMBER_ID: PHONE_ID,
        WHATSAPP_GRAPH_URL: graph.url,
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    graph.server.closeAllConnections();
    graph.server.close();
    rmSync(objects, { recursive: true });
  });

  const signed = (body: string, secret = APP_SECRET) => ({
    body: Buffer.from(body).toString('base64'),
    signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const tell = (value: object) =>
    service.ask(
      receiveWhatsapp,
      signed(
        JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [
            {
              id: '1',
              changes: [
                { field: 'messages', value: { metadata: { phone_number_id: PHONE_ID }, ...value } },
              ],
            },
          ],
        }),
      ),
    );
  const aPerson = () => `62811000${(people += 1)}`;
  const aMessage = (from: string, body: string, more: object = {}) => ({
    from,
    id: `wamid.${newId()}`,
    timestamp: String(clock.now().getTime() / 1_000),
    type: 'text',
    text: { body },
    ...more,
  });
  const say = (from: string, body: string, more: object = {}) =>
    tell({
      contacts: [{ wa_id: from, profile: { name: 'Kenari' } }],
      messages: [aMessage(from, body, more)],
    });
  const cases = async () =>
    (await service.ask(listComplaints, { channel: 'whatsapp', limit: 100 }, handler)).items;
  const read = (complaintId: string) => service.ask(readComplaint, { complaintId }, handler);
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  const sentTo = (person: string) => graph.sent.filter(({ to }) => to === person);
  const lastTo = (person: string, count: number) =>
    eventually(() => {
      expect(sentTo(person)).toHaveLength(count);
      return sentTo(person)[count - 1] as (typeof graph.sent)[number]; // just counted
    });
  /** The case of a new person, classified, whose receipt has been sent. */
  async function aCase() {
    const person = aPerson();
    await say(person, 'Antrean terlalu lama');
    const receipt = await lastTo(person, 1);
    const code = /ADU-\w{4}-\w{4}/.exec(receipt.text?.body ?? '')?.[0] ?? '';
    const pin = /PIN: (\d+)/.exec(receipt.text?.body ?? '')?.[1] ?? '';
    const id = (await cases()).find((one) => one.code === code)?.id ?? '';
    await act(id, { action: 'classify', class: 'non-supervisory' });
    return { person, id, code, pin, receipt };
  }
  const answer = (id: string, body: string) => act(id, { action: 'initial-response', body });
  const deliveryOf = async (id: string) => (await read(id)).messages.at(-1)?.delivery;

  it('has tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('is only taken from whoever knows the secret, for exactly the bytes that were signed', async () => {
    const body = JSON.stringify({ entry: [] });
    const refusal = { slug: 'webhook-not-genuine', status: 403 };
    const { signature } = signed(body);
    const other = Buffer.from(`${body} `).toString('base64');
    for (const forged of [
      signed(body, 'rahasia lain untuk uji'),
      { body: other, signature },
      { ...signed(body), signature: '' },
      { ...signed(body), signature: signature.slice(7) },
    ]) {
      await expect(service.ask(receiveWhatsapp, forged)).rejects.toMatchObject(refusal);
    }
    expect(await service.ask(receiveWhatsapp, signed(body))).toBeNull();
  });

  it('comes after a handshake that only our own word opens', async () => {
    const ask = (token: string) =>
      service.ask(confirmWhatsappWebhook, {
        'hub.mode': 'subscribe',
        'hub.verify_token': token,
        'hub.challenge': '1158201444',
      });
    expect(await ask(VERIFY_TOKEN)).toEqual({ challenge: '1158201444' });
    await expect(ask('tebakan')).rejects.toMatchObject({ slug: 'webhook-not-genuine' });
  });

  it('opens a case, whose sender gets code and PIN, and goes on in the same talk', async () => {
    const { person, id, code, pin, receipt } = await aCase();
    expect(receipt.authorization).toBe(TOKEN);
    await say(person, 'Tadi pagi, di loket satu 😡');
    const { messages } = await read(id);
    expect(messages.map(({ body }) => body)).toEqual([
      'Antrean terlalu lama',
      'Tadi pagi, di loket satu 😡',
    ]);
    const reason = 'check-identity';
    expect(await service.ask(readReporter, { complaintId: id, reason }, handler)).toEqual({
      contact: { name: 'Kenari', phone: `+${person}` },
    });
    expect((await service.ask(readComplaintThread, { code, pin })).messages).toHaveLength(2);
  });

  it('told twice, and at the same time, is one', async () => {
    const person = aPerson();
    const value = { messages: [aMessage(person, 'Sekali')] };
    await Promise.all([tell(value), tell(value), tell(value), say(person, 'Dua')]);
    await tell(value);
    const opened = (await cases()).filter(({ subject }) => /^(Sekali|Dua)$/.test(subject));
    expect(opened).toHaveLength(1);
    const { messages } = await read(opened[0]?.id ?? '');
    expect(messages.map(({ body }) => body).toSorted()).toEqual(['Dua', 'Sekali']);
  });

  it('is answered in the talk, and the thread shows how far the answer came, in whatever order it is told', async () => {
    const { person, id } = await aCase();
    await answer(id, 'Kami periksa.');
    const sent = await lastTo(person, 2);
    expect(sent).toMatchObject({ type: 'text', text: { body: 'Kami periksa.' } });
    await eventually(async () => expect(await deliveryOf(id)).toBe('sent'));
    const status = (state: string, more: object = {}) =>
      tell({ statuses: [{ id: sent.wamid, status: state, ...more }] });
    await status('read');
    await status('delivered');
    await status('failed', { errors: [{ code: 130472 }] });
    expect(await deliveryOf(id)).toBe('read');
    expect((await read(id)).whatsapp).toMatchObject({
      windowClosesAt: wib('2026-11-03T09:00').toISOString(),
      freePerMonth: 1000,
    });
  });

  it('gets a template and not the answer once their last message is a day old', async () => {
    const { person, id, code } = await aCase();
    clock.moveTo(wib('2026-11-03T09:01'));
    await answer(id, 'Kami periksa.');
    const sent = await lastTo(person, 2);
    expect(sent).toMatchObject({ type: 'template', template: { name: 'pengaduan_dijawab' } });
    expect(JSON.stringify(sent)).toContain(code);
    expect(JSON.stringify(sent)).not.toContain('Kami periksa');
    clock.moveTo(MONDAY);
  });

  it('gets the template when WhatsApp counts the day differently, and is tried again when it is out of order', async () => {
    const { person, id } = await aCase();
    graph.refusals.push({ status: 400, code: 131047 });
    await answer(id, 'Kami periksa.');
    expect((await lastTo(person, 2)).type).toBe('template');
    const { sentThisMonth: before = 0 } = (await read(id)).whatsapp ?? {};
    graph.refusals.push({ status: 503, code: 2 });
    await act(id, { action: 'substantive-response', body: 'Sudah diperbaiki.' });
    await eventually(async () => {
      const waiting = `select 1 from whatsapp_sending where state = 'pending' and failure = 'graph-2'`;
      expect(await service.source.query(waiting)).toHaveLength(1);
    });
    clock.moveTo(new Date(MONDAY.getTime() + 6_000));
    expect(await lastTo(person, 3)).toMatchObject({ text: { body: 'Sudah diperbaiki.' } });
    await eventually(async () => expect((await read(id)).whatsapp?.sentThisMonth).toBe(before + 1));
    clock.moveTo(MONDAY);
  });

  it('shows an answer that will never arrive as failed', async () => {
    const { id } = await aCase();
    graph.refusals.push({ status: 400, code: 131026 });
    await answer(id, 'Kami periksa.');
    await eventually(async () => expect(await deliveryOf(id)).toBe('failed'));
  });

  /** Sends a photo to a case of its own. */
  async function aPhoto(
    told: { url?: string; file_size?: number; bytes?: Buffer; out?: true } = {},
    hashed = PIXEL,
  ) {
    const { person, id } = await aCase();
    const mediaId = `media-${graph.media.size + 1}`;
    graph.media.set(mediaId, { bytes: PIXEL, ...told });
    const sha256 = createHash('sha256').update(hashed).digest('base64');
    const image = { id: mediaId, mime_type: 'image/jpeg', sha256, caption: 'Lihat' };
    await say(person, '', { type: 'image', text: undefined, image });
    return { id, mediaId };
  }
  const settled = () =>
    eventually(async () => {
      expect(await service.source.query('select 1 from whatsapp_media')).toEqual([]);
    });

  it('brings its photo along, beside the word it came with', async () => {
    const { id } = await aPhoto();
    await settled();
    const { attachments, messages } = await read(id);
    expect(attachments).toMatchObject([{ fileName: 'foto.webp', mediaType: 'image/webp' }]);
    expect(messages.find((one) => one.id === attachments[0]?.messageId)?.body).toBe(
      '[foto]\nLihat',
    );
  });

  it.each([
    ['lies on another host', { url: 'https://fbsbx.com.contoh.example/berkas' }, PIXEL],
    ['lies on this machine', { url: 'http://127.0.0.1:1/berkas' }, PIXEL],
    ['is not fetched safely', { url: 'http://lookaside.fbsbx.com/berkas' }, PIXEL],
    ['says that it is too large', { file_size: 20_000_000 }, PIXEL],
    ['is larger than it said', { file_size: 5, bytes: Buffer.alloc(10_485_761) }, PIXEL],
    ['is another than was sent', {}, Buffer.from('lain')],
    ['is no photo', { bytes: Buffer.from('<html>') }, Buffer.from('<html>')],
  ])('is not given a file that %s, and its handlers learn of it', async (_, told, hashed) => {
    const { id } = await aPhoto(told, hashed);
    await settled();
    const { attachments, messages } = await read(id);
    expect(attachments).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ kind: 'note' });
  });

  it('gets its photo later when WhatsApp is out of order', async () => {
    const { id, mediaId } = await aPhoto({ out: true });
    await eventually(async () => {
      const tried = await service.source.query('select 1 from whatsapp_media where attempts = 1');
      expect(tried).toHaveLength(1);
    });
    graph.media.set(mediaId, { bytes: PIXEL });
    clock.moveTo(new Date(MONDAY.getTime() + 6_000));
    await settled();
    expect((await read(id)).attachments).toHaveLength(1);
    clock.moveTo(MONDAY);
  });

  it('is continued by its own sender only, whichever message of ours somebody else answers', async () => {
    const { id, receipt } = await aCase();
    const stranger = aPerson();
    await say(stranger, 'Saya orang lain', { context: { id: receipt.wamid } });
    expect((await read(id)).messages).toHaveLength(1);
    await lastTo(stranger, 1);
  });

  it('leaves neither words, PIN nor number readable in the database', async () => {
    const { person, pin } = await aCase();
    const rows = await Promise.all(
      ['complaint', 'complaint_message', 'whatsapp_thread', 'whatsapp_sending', 'outbox'].map(
        (table) => service.source.query(`select * from ${table}`),
      ),
    );
    expect(JSON.stringify(rows)).not.toContain(person);
    expect(JSON.stringify(rows)).not.toContain(`PIN: ${pin}`);
    expect(JSON.stringify(rows)).not.toMatch(/kenari|antrean/i);
  });
});
