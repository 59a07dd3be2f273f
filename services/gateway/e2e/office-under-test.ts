import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { Clock, CoreConfig } from '@pst/config';
import type { ServiceName } from '@pst/contracts';
import { natsPermissions, provision, startService, type RunningService } from '@pst/messaging';
import { migrateDatabase, type Database } from '@pst/persistence';
import { EVERYTHING, startNats, startPostgres } from '@pst/testing';
import { readGatewayConfig } from '../src/gateway.config.ts';
import { startGateway, type RunningGateway } from '../src/start-gateway.ts';

const PROFILE = new URL('../../../deploy/service-standard-1606.yaml', import.meta.url).pathname;

/** A service of the office, as its `main.ts` would run it. */
export interface OfficeService {
  readonly name: ServiceName;
  readonly module: Type;
  readonly database: Database;
}

/** Some services of an office behind a gateway, all of them living by one clock that the test moves. */
export interface OfficeUnderTest {
  readonly gateway: RunningGateway;
  /** The environment of a service, for programs that prepare its database. */
  configOf(name: ServiceName): CoreConfig;
  running(name: ServiceName): RunningService;
  /** Ends a service as a power cut does not (in good order) and starts it anew on what it stored. */
  restart(name: ServiceName): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them in this process: a month can then pass in a minute, and every part sees the same instant. */
export async function officeUnderTest(
  services: readonly OfficeService[],
  clock: Clock,
): Promise<OfficeUnderTest> {
  const keys = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const nats = await startNats(natsPermissions);
  await provision({ servers: nats.url, user: EVERYTHING, pass: nats.password });
  const shared = {
    NATS_URL: nats.url,
    NATS_PASSWORD: nats.password,
    ACTOR_PUBLIC_KEY: keys.publicKey,
    MESSAGE_KEY: randomBytes(32).toString('base64'),
    OFFICE_PROFILE: PROFILE,
    PUBLIC_URL: 'http://127.0.0.1:8080',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
  } as const;
  const databases = await Promise.all(
    services.map(({ name, database }) =>
      startPostgres({ name: `office-${name}`, migrate: (url) => migrateDatabase(url, database) }),
    ),
  );
  const configs = new Map<ServiceName, CoreConfig>(
    services.map(({ name }, index) => [
      name,
      {
        ...shared,
        NATS_USER: name,
        DATABASE_URL: databases[index]?.url ?? '',
        PERSONAL_DATA_KEY: randomBytes(32).toString('base64'),
        HEALTH_PORT: 0,
        HEALTH_HOST: '127.0.0.1',
      },
    ]),
  );
  const configOf = (name: ServiceName) => {
    const config = configs.get(name);
    if (config === undefined) {
      throw new Error(`${name} is not part of this office`);
    }
    return config;
  };
  const started = new Map<ServiceName, RunningService>();
  const start = async (service: OfficeService) => {
    started.set(
      service.name,
      await startService({ ...service, config: configOf(service.name), clock }),
    );
  };
  await Promise.all(services.map(start));
  const gateway = await startGateway(
    readGatewayConfig({
      ...shared,
      NATS_USER: 'gateway',
      ACTOR_PRIVATE_KEY: keys.privateKey,
      OBJECT_STORAGE_DIR: '/nowhere',
      HOST: '127.0.0.1',
      PORT: '0',
      RATE_LIMITS: 'off',
    }),
    clock,
  );
  const running = (name: ServiceName) => {
    const service = started.get(name);
    if (service === undefined) {
      throw new Error(`${name} does not run`);
    }
    return service;
  };
  return {
    gateway,
    configOf,
    running,
    async restart(name) {
      const service = services.find((candidate) => candidate.name === name);
      if (service !== undefined) {
        await running(name).stop();
        await start(service);
      }
    },
    async stop() {
      await gateway.stop();
      await Promise.all([...started.values()].map((service) => service.stop()));
      await nats.stop();
      await Promise.all(databases.map((database) => database.stop()));
    },
  };
}
