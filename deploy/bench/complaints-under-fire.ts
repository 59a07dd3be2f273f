import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { newId } from '@pst/contracts';
import pg from 'pg';

import type { RunFile } from '../local/run-file.ts';

const KILL_EVERY_MS = 5_000;
const ASKS_AGAIN_AFTER_MS = 500;
const GIVES_UP_AFTER_MS = 120_000;
const RESTS_WITHIN_MS = 120_000;

const APP_SECRET = 'rahasia untuk ukuran saja';
const PHONE_ID = '1606';

/** What reports came, how fast, and what became of them. */
export interface UnderFire {
  readonly reports: number;
  /** From the first report to the last word that it was taken. */
  readonly perSecond: number;
  readonly kills: number;
  /** Requests that had to be sent again. */
  readonly askedAgain: number;
  /** Acknowledged, and not in the register once; or not announced once. */
  readonly lost: number;
  readonly doubled: number;
  readonly p99: number;
}

/** The settings of a system that takes reports by WhatsApp, beside a Graph server that agrees to all. */
export async function startGraph() {
  let sent = 0;
  const server = createServer((request, response) => {
    void text(request).then(() => {
      sent += 1;
      response.end(JSON.stringify({ messages: [{ id: `wamid.sent-${sent}` }] }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is one
  return {
    settings: {
      REPLICAS: 'complaints=2',
      WHATSAPP_APP_SECRET: APP_SECRET,
      WHATSAPP_VERIFY_TOKEN: 'kata sandi webhook',
      WHATSAPP_ACCESS_TOKEN: 'izin untuk ukuran saja',
      WHATSAPP_PHONE_NUMBER_ID: PHONE_ID,
      WHATSAPP_GRAPH_URL: `http://127.0.0.1:${port}`,
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Reports by web, from the box and by WhatsApp in turn, at a rate that does not wait for answers, while one
 * of the two processes of the register is killed every five seconds. The senders are patient: until there is
 * a word they ask again, under the same key.
 */
export async function fileUnderFire(
  folder: string,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<UnderFire> {
  // Read anew each time: a process that was started again has another id.
  const run = () => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunFile;
  const { gateway, accounts, postgres } = run();
  const [patron, officer] = await Promise.all(
    ['patron', 'officer'].map((role) => signIn(gateway, accounts[role])),
  );
  const waits: number[] = [];
  let askedAgain = 0;

  async function insist(path: string, init: { headers?: object; body: string }): Promise<Response> {
    const asked = performance.now();
    const headers = { 'content-type': 'application/json', 'idempotency-key': newId() };
    for (;;) {
      const answer = await fetch(`${gateway}${path}`, {
        method: 'POST',
        headers: { ...headers, ...init.headers },
        body: init.body,
      }).catch(() => undefined);
      if (answer !== undefined && answer.status < 500) {
        if (!answer.ok) {
          throw new Error(`POST ${path} answers ${answer.status}: ${await answer.text()}`);
        }
        waits.push(performance.now() - asked);
        return answer;
      }
      await answer?.body?.cancel();
      if (performance.now() - asked > GIVES_UP_AFTER_MS) {
        throw new Error(`POST ${path} is not answered`);
      }
      askedAgain += 1;
      await pause(ASKS_AGAIN_AFTER_MS);
    }
  }

  const filed: string[] = [];
  let byWhatsapp = 0;
  const report = { subject: 'Antrean lama', body: 'Loket satu hanya satu petugas sejak pagi.' };
  const keep = async (answer: Response) => filed.push(((await answer.json()) as { id: string }).id);
  const channels = [
    async () =>
      keep(
        await insist('/v1/complaints', {
          // A sender that signs in pays no proof of work, which would cost more than all the rest here.
          headers: { authorization: `Bearer ${patron}` },
          body: JSON.stringify(report),
        }),
      ),
    async () =>
      keep(
        await insist('/v1/desk/complaints', {
          headers: { authorization: `Bearer ${officer}` },
          body: JSON.stringify({
            ...report,
            channel: 'box',
            receivedAt: '2026-11-23T01:30:00.000Z',
          }),
        }),
      ),
    async () => {
      byWhatsapp += 1;
      const body = whatsappOf(`62811${String(byWhatsapp).padStart(7, '0')}`, report.body);
      const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
      await insist('/v1/webhooks/whatsapp', {
        headers: { 'x-hub-signature-256': `sha256=${signature}` },
        body,
      });
    },
  ];

  let kills = 0;
  const killing = setInterval(() => {
    const victims = Object.entries(run().pids).filter(([name]) => name.startsWith('complaints'));
    const [, pid] = victims[kills % victims.length] ?? [];
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      kills += 1;
    }
  }, KILL_EVERY_MS);
  const begun = performance.now();
  const reports: Promise<unknown>[] = [];
  try {
    for (let n = 0; n < perSecond * seconds; n += 1) {
      const sent = channels[n % channels.length]?.() ?? Promise.resolve();
      sent.catch(() => undefined); // told of below, once all have a word
      reports.push(sent);
      await pause(Math.max(0, begun + ((n + 1) * 1_000) / perSecond - performance.now()));
    }
    await Promise.all(reports);
  } finally {
    clearInterval(killing);
    await Promise.allSettled(reports);
  }
  const tookSeconds = (performance.now() - begun) / 1_000;
  const found = await register(postgres, { filed: filed.length, byWhatsapp });
  const times = waits.toSorted((left, right) => left - right);
  return {
    reports: reports.length,
    perSecond: reports.length / tookSeconds,
    kills,
    askedAgain,
    ...judged(filed, byWhatsapp, found),
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  };
}

async function signIn(
  gateway: string,
  account: { email: string; password: string } | undefined,
): Promise<string> {
  const answer = await fetch(`${gateway}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

function whatsappOf(from: string, body: string): string {
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: PHONE_ID },
              contacts: [{ wa_id: from, profile: { name: 'Pelapor Uji' } }],
              messages: [
                {
                  from,
                  id: `wamid.${newId()}`,
                  timestamp: String(Math.floor(Date.parse('2026-11-23T02:00:00Z') / 1_000)),
                  type: 'text',
                  text: { body },
                },
              ],
            },
          },
        ],
      },
    ],
  });
}

interface Register {
  /** Cases by channel, with the number of times each was announced. */
  readonly cases: readonly { id: string; channel: string; announced: number }[];
}

/** What stands in the register once nothing waits any more, or it is clear that it never will be. */
async function register(
  postgres: string,
  expected: { filed: number; byWhatsapp: number },
): Promise<Register> {
  const url = new URL(postgres);
  url.pathname = '/complaints';
  const client = new pg.Client(url.href);
  await client.connect();
  try {
    const giveUpAt = performance.now() + RESTS_WITHIN_MS;
    for (;;) {
      const { rows: cases } = await client.query<Register['cases'][number]>(
        `select complaint.id, channel, count(event.id)::int as announced
         from complaint left join outbox as event
           on event.payload->>'subject' = complaint.id::text
           and event.payload->>'type' = 'pst.complaints.complaint.received.v1'
         group by complaint.id, channel`,
      );
      const taken = cases.filter(({ channel }) => channel === 'whatsapp').length;
      const all = cases.length - taken >= expected.filed && taken >= expected.byWhatsapp;
      if (all || performance.now() > giveUpAt) {
        return { cases };
      }
      await pause(500);
    }
  } finally {
    await client.end();
  }
}

function judged(filed: readonly string[], byWhatsapp: number, { cases }: Register) {
  const known = new Map(cases.map((one) => [one.id, one]));
  const taken = cases.filter(({ channel }) => channel === 'whatsapp').length;
  const others = cases.length - taken;
  const unannounced = cases.filter(({ announced }) => announced === 0).length;
  const twice = cases.filter(({ announced }) => announced > 1).length;
  return {
    lost:
      filed.filter((id) => !known.has(id)).length + Math.max(0, byWhatsapp - taken) + unannounced,
    doubled:
      filed.length -
      new Set(filed).size +
      Math.max(0, taken - byWhatsapp) +
      Math.max(0, others - filed.length) +
      twice,
  };
}
