// Runs once per start, in a process of its own that ends and gives its memory back.
//   prepare.ts permissions   prints what each user of the bus may do
//   prepare.ts migrate       provisions the bus and migrates every database; reads a Preparation on stdin
import { json } from 'node:stream/consumers';

import { natsPermissions, provision, provisionAnalytics } from '@pst/messaging';

import { migrations } from '../operations/migrations.ts';

interface Login {
  readonly user: string;
  readonly password: string;
}

/** What `migrate` is told. */
export interface Preparation {
  readonly nats: Login & { readonly url: string; readonly analytics: Login };
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
  const as = ({ user, password }: Login) => ({ servers: nats.url, user, pass: password });
  await Promise.all([
    provision(as(nats)),
    provisionAnalytics(as(nats.analytics)),
    migrateAll(databases),
  ]);
}
process.exit(0);
