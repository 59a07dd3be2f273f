// Runs once per start, in a process of its own that ends and gives its memory back.
//   prepare.ts permissions   prints what each user of the bus may do
//   prepare.ts migrate       provisions the bus and migrates every database; reads a Preparation on stdin
import { json } from 'node:stream/consumers';

import { natsPermissions, provision } from '@pst/messaging';

import { migrations } from '../operations/migrations.ts';

/** What `migrate` is told. */
export interface Preparation {
  readonly nats: { readonly url: string; readonly user: string; readonly password: string };
  /** The database of each service. */
  readonly databases: Readonly<Record<string, string>>;
}

async function migrateAll(databases: Preparation['databases']): Promise<void> {
  for (const [service, url] of Object.entries(databases)) {
    await migrations.get(service)?.(url);
  }
}

const command = process.argv[2];
if (command === 'permissions') {
  process.stdout.write(JSON.stringify(natsPermissions));
} else if (command === 'migrate') {
  const { nats, databases } = (await json(process.stdin)) as Preparation; // our own caller's
  await Promise.all([
    provision({ servers: nats.url, user: nats.user, pass: nats.password }),
    migrateAll(databases),
  ]);
}
process.exit(0);
