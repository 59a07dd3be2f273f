import type { ServiceName } from '@pst/contracts';
import { Bus, healthOf, type ServiceHealth } from '@pst/messaging';
import { createDataSource } from '@pst/persistence';

import { PROVISIONER } from '../local/keys.ts';
import { Sentence } from '../local/sentence.ts';
import type { BusLogin } from './dead-letters.ts';

const PATIENCE_MS = 5_000;
/** Facts that wait longer are not on their way, they are stuck. */
const LONGEST_WAIT_SECONDS = 60;

/**
 * One line per service: whether it answers, its database, its outbox, its consumers, its dead letters.
 *
 * @throws Sentence with the lines, when anything of it wants somebody
 */
export async function showHealth(
  login: BusLogin,
  databases: ReadonlyMap<string, string>,
): Promise<string> {
  const bus = await connected(login);
  const lines = await Promise.all(
    [...databases].map(([service, url]) => lineOf(bus, service as ServiceName, url)),
  );
  await bus.drain();
  const report = lines
    .map(({ service, ill, says }) => `${ill ? '✗' : '✓'} ${service.padEnd(18)} ${says}\n`)
    .join('');
  if (lines.some(({ ill }) => ill)) {
    throw new Sentence(`${report}Something is to be done: docs/operations/runbooks.md`);
  }
  return report;
}

/** The bus waits for a server that is not there yet; whoever asks how things are does not. */
async function connected(login: BusLogin): Promise<Bus> {
  const connecting = Bus.connect(login, PROVISIONER);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((tell) => {
    timer = setTimeout(() => tell(undefined), PATIENCE_MS);
  });
  const bus = await Promise.race([connecting, late]).finally(() => clearTimeout(timer));
  if (bus === undefined) {
    void connecting.then((tooLate) => tooLate.drain());
    throw new Sentence('✗ The bus does not answer.');
  }
  return bus;
}

async function lineOf(bus: Bus, service: ServiceName, url: string) {
  const none = { entities: [], migrations: [] };
  const source = await createDataSource(url, none, { poolSize: 1 })
    .initialize()
    .catch(() => undefined);
  if (source === undefined) {
    return { service, ill: true, says: 'its database does not answer' };
  }
  try {
    const health = await healthOf(bus.connection, service, source);
    return { service, ill: isIll(health), says: inWords(health) };
  } finally {
    await source.destroy();
  }
}

const isIll = ({ answers, withoutConsumer, deadLetters, outbox }: ServiceHealth): boolean =>
  !answers ||
  withoutConsumer.length > 0 ||
  deadLetters > 0 ||
  outbox.oldestSeconds > LONGEST_WAIT_SECONDS;

function inWords({ answers, withoutConsumer, lag, deadLetters, outbox }: ServiceHealth): string {
  return [
    answers ? 'answers' : 'does not answer',
    `outbox ${outbox.waiting}${outbox.waiting > 0 ? ` (oldest ${outbox.oldestSeconds} s)` : ''}`,
    ...withoutConsumer.map((stream) => `no consumer on ${stream}`),
    `lag ${lag}`,
    `dead letters ${deadLetters}`,
  ].join(', ');
}
