import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { provision, provisionAnalytics } from '@pst/messaging';

import { createDatabases } from '../local/databases.ts';
import { ANALYTICS_PROVISIONER } from '../local/keys.ts';
import { secretsIn } from '../local/secrets.ts';
import { migrations } from './migrations.ts';

/** The environment that `writeKeys` wrote for a service, or for these commands. */
export function environmentIn(folder: string, name: string): Record<string, string> {
  const written = parseEnv(readFileSync(join(folder, `services/${name}.env`), 'utf8'));
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, value ?? '']));
}

/** Everything that must be there before a service starts: roles, databases, tables, streams. */
export async function prepareInstallation(folder: string, replicas: number): Promise<void> {
  const {
    POSTGRES_URL = '',
    NATS_URL = '',
    NATS_USER,
    NATS_PASSWORD,
  } = environmentIn(folder, 'operations');
  const secrets = secretsIn(join(folder, 'services/secrets.json'));
  const services = [...migrations.keys()];
  await createDatabases(
    POSTGRES_URL,
    services.map((service) => ({ service, password: secrets.database(service) })),
  );
  for (const [service, migrate] of migrations) {
    await migrate(environmentIn(folder, service)['DATABASE_URL'] ?? '');
  }
  await provision({
    servers: NATS_URL,
    replicas,
    ...(NATS_USER !== undefined && { user: NATS_USER }),
    ...(NATS_PASSWORD !== undefined && { pass: NATS_PASSWORD }),
  });
  await provisionAnalytics({
    servers: NATS_URL,
    replicas,
    user: ANALYTICS_PROVISIONER,
    pass: secrets.bus(ANALYTICS_PROVISIONER),
  });
}
