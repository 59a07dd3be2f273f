import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { serviceNames, type ServiceName } from '@pst/contracts';
import { Bus, deadLettersOf, redrive } from '@pst/messaging';

import type { RunFile } from './run-file.ts';
import { readSettings } from './settings.ts';

const [name = '', flag] = process.argv.slice(2);
const service = serviceNames.find((known): known is ServiceName => known === name);
if (service === undefined) {
  process.stderr.write(`Whose dead letters? One of: ${serviceNames.join(', ')}\n`);
  process.exit(1);
}

/** The bus that the environment names, or that of the system running on the data folder. */
function login(): { NATS_URL: string; NATS_USER: string; NATS_PASSWORD: string } {
  const { NATS_URL, NATS_USER = 'provisioner', NATS_PASSWORD = '' } = process.env;
  if (NATS_URL !== undefined) {
    return { NATS_URL, NATS_USER, NATS_PASSWORD };
  }
  const { dataFolder } = readSettings(process.env);
  if (!existsSync(join(dataFolder, 'run.json'))) {
    process.stderr.write(
      'The system does not run here: start it, or name its bus with NATS_URL.\n',
    );
    process.exit(1);
  }
  const read = (file: string) => JSON.parse(readFileSync(join(dataFolder, file), 'utf8'));
  const { nats } = read('run.json') as RunFile; // written by system.ts
  const secrets = read('secrets.json') as Record<string, string>; // written by data-folder.ts
  return {
    NATS_URL: nats,
    NATS_USER: 'provisioner',
    NATS_PASSWORD: secrets['bus provisioner'] ?? '',
  };
}

const bus = await Bus.connect(login(), 'provisioner');
const { connection } = bus;
if (flag === '--list') {
  for (const { at, subject, reason } of await deadLettersOf(connection, service)) {
    process.stdout.write(`${at.toISOString()}  ${subject}  ${reason}\n`);
  }
} else {
  process.stdout.write(`${await redrive(connection, service)} delivered again\n`);
}
await bus.drain();
