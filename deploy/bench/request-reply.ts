import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findInvitation, newId } from '@pst/contracts';
import { Bus, RequestClient } from '@pst/messaging';
import { ActorSigner, VisitSigner, anonymous } from '@pst/security';

import { findNatsServer } from '../local/nats-binary.ts';
import { startNatsServer } from '../local/nats-server.ts';
import type { LoadResult } from './measure.ts';

const AT_ONCE = 32;
const ROUNDS = 5;
const SECONDS = 2;

/** Requests over the bus with contracts, signed actors and validation, and bare ones, in alternation. */
export async function measureRequestReply(): Promise<{ ours: LoadResult; floor: LoadResult }> {
  const keys = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const binary = await findNatsServer({ say: () => undefined });
  if (binary === undefined) {
    throw new Error('there is no nats-server');
  }
  const folder = mkdtempSync(join(tmpdir(), 'pst-bench-nats-'));
  const all = { publish: ['>'], subscribe: ['>'] };
  const password = newId();
  const users = ['feedback', 'gateway'].map((user) => ({ user, password, permissions: all }));
  const nats = await startNatsServer({ binary: binary.path, folder, users });
  const login = (user: string) => ({
    NATS_URL: nats.url,
    NATS_USER: user,
    NATS_PASSWORD: password,
  });
  const responder = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, 'responder.ts')],
    {
      env: { ...process.env, ...login('feedback'), BENCH_ACTOR_KEY: keys.publicKey },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((ready, failed) => {
    responder.stdout.once('data', () => ready());
    responder.once('exit', () => failed(new Error('the responder did not start')));
  });
  const bus = await Bus.connect(login('gateway'), 'gateway');
  try {
    const client = new RequestClient(
      bus,
      new ActorSigner(keys.privateKey),
      new VisitSigner(keys.privateKey),
    );
    const asking = { office: '1606', language: 'id', actor: anonymous } as const;
    const question = { source: 'visit', sourceId: newId() } as const;
    const ours = () => client.requestBytes(findInvitation, question, asking);
    const body = JSON.stringify(question);
    const bare = async () => {
      const reply = await bus.connection.request('bare', body, { timeout: 5_000 });
      return reply.json();
    };
    const results: { ours: LoadResult[]; floor: LoadResult[] } = { ours: [], floor: [] };
    await load(ours, 1);
    await load(bare, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      results.ours.push(await load(ours, SECONDS));
      results.floor.push(await load(bare, SECONDS));
    }
    return { ours: middle(results.ours), floor: middle(results.floor) };
  } finally {
    await bus.drain();
    responder.kill();
    await nats.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(ask: () => Promise<unknown>, seconds: number): Promise<LoadResult> {
  const times: number[] = [];
  const ends = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < ends) {
        const begun = performance.now();
        await ask();
        times.push(performance.now() - begun);
      }
    }),
  );
  const sorted = times.toSorted((left, right) => left - right);
  const slowest = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return {
    perSecond: times.length / seconds,
    p97: slowest(0.975),
    p99: slowest(0.99),
    refused: 0,
    bytesPerSecond: 0,
  };
}

function middle(results: readonly LoadResult[]): LoadResult {
  const [one] = results
    .toSorted((left, right) => left.perSecond - right.perSecond)
    .slice(Math.floor(results.length / 2));
  if (one === undefined) {
    throw new Error('No round was measured');
  }
  return one;
}
