import type { ServiceName } from '@pst/contracts';
import { announceAgain, auditOutbox, Bus, type OutboxAudit } from '@pst/messaging';
import { createDataSource } from '@pst/persistence';

import { PROVISIONER } from '../local/keys.ts';
import { Sentence } from '../local/sentence.ts';
import type { BusLogin } from './dead-letters.ts';

/**
 * One line per service: facts announced, waiting, lost, unknown.
 *
 * @throws Sentence with the lines and the ids, when an outbox and the stream differ
 */
export async function auditEvents(
  login: BusLogin,
  databases: ReadonlyMap<string, string>,
): Promise<string> {
  const lines: string[] = [];
  let differ = false;
  await ofEach(login, databases, (service, { announced, waiting, lost, unknown }) => {
    lines.push(
      `${service.padEnd(18)} ${announced} announced, ${waiting} waiting, ` +
        `${lost.length} lost, ${unknown.length} unknown`,
      ...lost.map((id) => `  lost     ${id}`),
      ...unknown.map((id) => `  unknown  ${id}`),
    );
    differ ||= lost.length + unknown.length > 0;
  });
  const report = `${lines.join('\n')}\n`;
  if (differ) {
    throw new Sentence(
      `${report}The event stream and the outboxes differ; "republish" announces again what was lost.`,
    );
  }
  return report;
}

/** What the stream has lost of each service's facts is announced once more, by the service itself. */
export async function republishLost(
  login: BusLogin,
  databases: ReadonlyMap<string, string>,
): Promise<string> {
  const lines: string[] = [];
  await ofEach(login, databases, async (service, { lost }, source) => {
    await announceAgain(source, lost);
    lines.push(`${service.padEnd(18)} ${lost.length} announced again`);
  });
  return `${lines.join('\n')}\n`;
}

type Database = ReturnType<typeof createDataSource>;

async function ofEach(
  login: BusLogin,
  databases: ReadonlyMap<string, string>,
  look: (service: string, found: OutboxAudit, source: Database) => Promise<void> | void,
): Promise<void> {
  const bus = await Bus.connect(login, PROVISIONER);
  try {
    for (const [service, url] of databases) {
      const none = { entities: [], migrations: [] };
      const source = await createDataSource(url, none, { poolSize: 1 }).initialize();
      try {
        const found = await auditOutbox(bus.connection, service as ServiceName, source);
        await look(service, found, source);
      } finally {
        await source.destroy();
      }
    }
  } finally {
    await bus.drain();
  }
}
