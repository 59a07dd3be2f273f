import type { ServiceName } from '@pst/contracts';
import { auditOutbox, Bus } from '@pst/messaging';
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
  const bus = await Bus.connect(login, PROVISIONER);
  const lines: string[] = [];
  let differ = false;
  for (const [service, url] of databases) {
    const none = { entities: [], migrations: [] };
    const source = await createDataSource(url, none, { poolSize: 1 }).initialize();
    try {
      const found = await auditOutbox(bus.connection, service as ServiceName, source);
      const { announced, waiting, lost, unknown } = found;
      lines.push(
        `${service.padEnd(18)} ${announced} announced, ${waiting} waiting, ` +
          `${lost.length} lost, ${unknown.length} unknown`,
        ...lost.map((id) => `  lost     ${id}`),
        ...unknown.map((id) => `  unknown  ${id}`),
      );
      differ ||= lost.length + unknown.length > 0;
    } finally {
      await source.destroy();
    }
  }
  await bus.drain();
  const report = `${lines.join('\n')}\n`;
  if (differ) {
    throw new Sentence(`${report}The event stream and the outboxes differ.`);
  }
  return report;
}
