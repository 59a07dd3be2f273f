import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileComplaint, newId, receiveWhatsapp, type RequestContract } from '@pst/contracts';
import {
  eventually,
  serviceUnderTest,
  startMailbox,
  type MailboxUnderTest,
  type ServiceUnderTest,
} from '@pst/testing';
import pg from 'pg';
import type { z } from 'zod';
import type { ComplaintsConfig } from '../complaints.config.ts';
import { ComplaintsModule } from '../complaints.module.ts';
import { database } from '../database/data-source.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const NOW = new Date('2026-11-23T02:00:00Z');
const APP_SECRET = 'rahasia aplikasi untuk uji';
const PHONE_ID = '277321005464405';
const EACH = 40;
const CLIENTS = 8;
const LONG = { timeoutMs: 120_000 };

/** What Meta posts when somebody writes, signed. */
function aWhatsapp(from: string) {
  const message = {
    from,
    id: `wamid.${newId()}`,
    timestamp: String(NOW.getTime() / 1_000),
    type: 'text',
    text: { body: 'Antrean terlalu lama.' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '6285789700503', phone_number_id: PHONE_ID },
    contacts: [{ profile: { name: 'Kenari' }, wa_id: from }],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  return {
    body: Buffer.from(body).toString('base64'),
    signature: `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`,
  };
}

const aMail = () =>
  [
    `From: Kenari <kenari-${newId()}@contoh.example>`,
    'Subject: Antrean',
    `Message-ID: <${newId()}@contoh.example>`,
    '',
    'Terlalu lama.',
    '',
  ].join('\r\n');

describe('a register that is killed while reports come in', () => {
  const objects = mkdtempSync(join(tmpdir(), 'pst-killed-'));
  let mailbox: MailboxUnderTest;
  let service: ServiceUnderTest;
  let register: ChildProcess | undefined;
  let db: pg.Client;

  beforeAll(async () => {
    mailbox = await startMailbox();
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      config: {
        OBJECT_STORAGE_DIR: objects,
        MAILBOX_URL: mailbox.url,
        MAILBOX_POLL_SECONDS: 1,
        WHATSAPP_APP_SECRET: APP_SECRET,
        WHATSAPP_VERIFY_TOKEN: 'kata kami dalam uji',
        WHATSAPP_ACCESS_TOKEN: 'izin untuk uji saja',
        WHATSAPP_PHONE_NUMBER_ID: PHONE_ID,
        WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
      },
    });
    db = new pg.Client(service.config.DATABASE_URL);
    await db.connect();
    await eventually(isFollowed, LONG);
    await service.running.stop();
  });
  afterAll(async () => {
    await kill();
    await db.end();
    await service.stop();
    await mailbox.stop();
    rmSync(objects, { recursive: true });
  });

  async function isFollowed(): Promise<void> {
    expect((await db.query('select 1 from mailbox')).rowCount).toBe(1);
  }
  function start(): void {
    register = spawn(
      process.execPath,
      [
        '--conditions=@pst/source',
        `--import=${join(ROOT, 'deploy/local/ts-hooks.mjs')}`,
        join(ROOT, 'services/complaints/src/main.ts'),
      ],
      {
        env: {
          PATH: process.env['PATH'],
          ...Object.fromEntries(
            Object.entries(service.config).map(([name, value]) => [name, String(value)]),
          ),
          CLOCK_START: NOW.toISOString(),
        },
        stdio: 'inherit',
      },
    );
  }
  async function kill(): Promise<void> {
    if (register && register.exitCode === null && register.signalCode === null) {
      register.kill('SIGKILL');
      await once(register, 'exit');
    }
  }
  /** As the gateway's clients and Meta do: the same again until there is a word. */
  function untilAnswered<Contract extends RequestContract>(
    contract: Contract,
    body: z.input<Contract['request']>,
  ): Promise<z.output<Contract['reply']>> {
    const idempotencyKey = newId();
    return eventually(() => service.ask(contract, body, { idempotencyKey }), {
      ...LONG,
      everyMs: 200,
    });
  }

  it('loses none of them and has none twice, by web, WhatsApp and e-mail', async () => {
    const codes: string[] = [];
    let heard = 0;
    const people = Array.from({ length: EACH }, (_, place) => place);
    const clients = Array.from({ length: CLIENTS }, async () => {
      for (let place = people.pop(); place !== undefined; place = people.pop()) {
        const filing = { subject: 'Antrean', body: `Terlalu lama, kata orang ke-${place}.` };
        codes.push((await untilAnswered(fileComplaint, filing)).code);
        await untilAnswered(receiveWhatsapp, aWhatsapp(`62811${1_000_000 + place}`));
        mailbox.deliver(aMail());
        heard += 1;
      }
    });
    start();
    for (const many of [EACH / 4, EACH / 2]) {
      await eventually(() => expect(heard).toBeGreaterThan(many), LONG);
      await kill();
      start();
    }
    await Promise.all(clients);
    await eventually(async () => {
      const { rows } = await db.query<{ channel: string; cases: number }>(
        'select channel, count(*)::int as cases from complaint group by channel order by channel',
      );
      expect(rows).toEqual(
        ['email', 'web', 'whatsapp'].map((channel) => ({ channel, cases: EACH })),
      );
    }, LONG);
    const { rows } = await db.query<{ code: string }>(
      `select code from complaint where channel = 'web'`,
    );
    expect(rows.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
    const { rows: numbers } = await db.query<{ number: string }>('select number from complaint');
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(3 * EACH);
  });
});
