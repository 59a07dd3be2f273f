import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { natsPermissions } from '@pst/messaging';

import {
  ANALYST,
  ANALYTICS_PROVISIONER,
  GATEWAY,
  keysOf,
  PROVISIONER,
  type Servers,
} from '../local/keys.ts';
import { natsConfiguration, natsUsers } from '../local/nats-server.ts';
import { secretsIn } from '../local/secrets.ts';
import { migrations } from './migrations.ts';

/**
 * Writes the logins and keys of an installation, each where only those look who need it; what was made
 * once stays as it is.
 *
 *     services/<service>.env        environment of a service, for `node --env-file`
 *     postgres/password             of the superuser
 *     nats/users.conf               logins of the bus and what each may do
 *     nats/nats-server.conf         the same with the settings of a server that is alone
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
    ANALYTICS_PROVISIONER_PASSWORD: secrets.bus(ANALYTICS_PROVISIONER),
    ANALYST_PASSWORD: secrets.bus(ANALYST),
  });
  const users = Object.entries(natsPermissions).map(([user, permissions]) => ({
    user,
    password: secrets.bus(user),
    permissions,
  }));
  // Read by servers that run as users of their own.
  writeFileSync(join(folder, 'postgres/password'), secrets.postgres, { mode: 0o644 });
  writeFileSync(join(folder, 'nats/users.conf'), natsUsers(users), { mode: 0o644 });
  writeFileSync(
    join(folder, 'nats/nats-server.conf'),
    natsConfiguration({
      folder: '/data',
      listen: '0.0.0.0:4222',
      monitor: '0.0.0.0:8222',
      users,
    }),
    { mode: 0o644 },
  );

  function write(file: string, variables: Record<string, string>): void {
    const lines = Object.entries(variables).map(([name, value]) => `${name}="${value.trim()}"\n`);
    writeFileSync(join(folder, file), lines.join(''), { mode: 0o600 });
  }
}

/**
 * The keys as Secrets of a cluster, by the names that the manifests mount; for `kubectl apply -f -`.
 * Clusters with a vault of their own take the component `external-secrets` instead.
 */
export function secretsOf(folder: string): string {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const services = readdirSync(join(folder, 'services'));
  const secrets: Record<string, Record<string, string>> = {
    'operations-keys': Object.fromEntries(services.map((file) => [file, read(`services/${file}`)])),
    'nats-users': { 'users.conf': read('nats/users.conf') },
    'postgres-superuser': { username: 'postgres', password: read('postgres/password') },
  };
  for (const service of [...migrations.keys(), GATEWAY]) {
    secrets[`${service}-keys`] = { [`${service}.env`]: read(`services/${service}.env`) };
  }
  const items = Object.entries(secrets).map(([name, stringData]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, labels: { 'app.kubernetes.io/part-of': 'pustaka-pst' } },
    stringData,
  }));
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`;
}
