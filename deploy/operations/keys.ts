import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { natsPermissions } from '@pst/messaging';

import { GATEWAY, keysOf, type Servers } from '../local/keys.ts';
import { natsConfiguration } from '../local/nats-server.ts';
import { secretsIn } from '../local/secrets.ts';
import { migrations } from './migrations.ts';

/** Makes streams and consumers; no service logs in as this user. */
export const PROVISIONER = 'provisioner';

/**
 * Writes the logins and keys of an installation, each where only those look who need it; what was made
 * once stays as it is.
 *
 *     services/<service>.env        environment of a service, for `node --env-file`
 *     postgres/password             of the superuser
 *     nats/nats-server.conf         users of the bus and what each may do
 */
export function writeKeys(folder: string, { postgresUrl, natsUrl }: Servers): void {
  for (const part of ['services', 'postgres', 'nats']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const secrets = secretsIn(join(folder, 'services/secrets.json'));
  const admin = new URL(postgresUrl);
  admin.password = secrets.postgres;
  for (const service of [...migrations.keys(), GATEWAY]) {
    const keys = keysOf(service, secrets, { postgresUrl, natsUrl });
    write(`services/${service}.env`, keys);
  }
  write('services/operations.env', {
    POSTGRES_URL: admin.href,
    NATS_URL: natsUrl,
    NATS_USER: PROVISIONER,
    NATS_PASSWORD: secrets.bus(PROVISIONER),
  });
  // Read by servers that run as users of their own.
  writeFileSync(join(folder, 'postgres/password'), secrets.postgres, { mode: 0o644 });
  writeFileSync(
    join(folder, 'nats/nats-server.conf'),
    natsConfiguration({
      folder: '/data',
      listen: '0.0.0.0:4222',
      monitor: '0.0.0.0:8222',
      users: Object.entries(natsPermissions).map(([user, permissions]) => ({
        user,
        password: secrets.bus(user),
        permissions,
      })),
    }),
    { mode: 0o644 },
  );

  function write(file: string, variables: Record<string, string>): void {
    const lines = Object.entries(variables).map(([name, value]) => `${name}="${value.trim()}"\n`);
    writeFileSync(join(folder, file), lines.join(''), { mode: 0o600 });
  }
}
