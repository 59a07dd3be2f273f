import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { connect } from '@nats-io/transport-node';
import { serviceNames, type ServiceName } from '@pst/contracts';
import { deadLettersOf, redrive } from '@pst/messaging';

import type { RunFile } from './run-file.ts';
import { readSettings } from './settings.ts';

const [name = '', flag] = process.argv.slice(2);
const service = serviceNames.find((known): known is ServiceName => known === name);
if (service === undefined) {
  process.stderr.write(`Whose dead letters? One of: ${serviceNames.join(', ')}\n`);
  process.exit(1);
}

/** The running system's own bus, or the one that the environment names. */
function login(): { servers: string; user: string; pass: string } {
  const { NATS_URL, NATS_USER = 'provisioner', NATS_PASSWORD = '' } = process.env;
  if (NATS_URL !== undefined) {
    return { servers: NATS_URL, user: NATS_USER, pass: NATS_PASSWORD };
  }
  const { dataFolder } = readSettings(process.env);
  const read = (file: string) => JSON.parse(readFileSync(join(dataFolder, file), 'utf8'));
  const { nats } = read('run.json') as RunFile;
  const secrets = read('secrets.json') as Record<string, string>;
  return { servers: nats, user: 'provisioner', pass: secrets['bus provisioner'] ?? '' };
}

const connection = await connect({ ...login(), inboxPrefix: '_INBOX_provisioner' }).catch(() => {
  process.stderr.write('The system does not run here: start it, or name its bus with NATS_URL.\n');
  process.exit(1);
});
if (flag === '--list') {
  for (const { at, subject, reason } of await deadLettersOf(connection, service)) {
    process.stdout.write(`${at.toISOString()}  ${subject}  ${reason}\n`);
  }
} else {
  process.stdout.write(`${await redrive(connection, service)} delivered again\n`);
}
await connection.close();
