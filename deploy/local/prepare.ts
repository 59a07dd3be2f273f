// Runs once per start, in a process of its own that ends and gives its memory back: provisions the bus,
// migrates every database, and on first use loads the demo accounts and the sample catalogue.
//   prepare.ts permissions   prints what each user of the bus may do
//   prepare.ts migrate       reads { streams, databases } on stdin
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

import type { NatsPermissions } from './nats-server.ts';
import { ROOT } from './settings.ts';

/** What `migrate` is told. */
export interface Preparation {
  readonly nats: { readonly url: string; readonly user: string; readonly password: string };
  /** The database of each service. */
  readonly databases: Readonly<Record<string, string>>;
}

/** What this step needs of @pst/messaging. */
interface Messaging {
  /** What each user of the bus may do. */
  readonly natsPermissions: Readonly<Record<string, NatsPermissions>>;
  /** Makes the streams and durable consumers; those that are there get their declared settings. */
  provision(connection: { servers: string; user: string; pass: string }): Promise<unknown>;
}

/** What `services/<name>/src/database/data-source.ts` offers. */
interface Migratable {
  /** Brings the database up to date; safe to call from several processes. */
  migrate(url: string): Promise<unknown>;
}

async function messaging(): Promise<Messaging | undefined> {
  const door = join(ROOT, 'libs/messaging/src/index.ts');
  return existsSync(door) ? ((await import(pathToFileURL(door).href)) as Messaging) : undefined;
}

async function migrate(service: string, url: string): Promise<void> {
  const file = join(ROOT, 'services', service, 'src/database/data-source.ts');
  const source = (await import(pathToFileURL(file).href)) as Migratable;
  await source.migrate(url);
}

const command = process.argv[2];
if (command === 'permissions') {
  process.stdout.write(JSON.stringify((await messaging())?.natsPermissions ?? {}));
} else if (command === 'migrate') {
  const { nats, databases } = (await json(process.stdin)) as Preparation;
  await Promise.all([
    messaging().then((bus) =>
      bus?.provision({ servers: nats.url, user: nats.user, pass: nats.password }),
    ),
    (async () => {
      for (const [service, url] of Object.entries(databases)) {
        await migrate(service, url);
      }
    })(),
  ]);
}
process.exit(0);
