import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';

import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Clock, type CoreConfig } from '@pst/config';
import {
  newId,
  type CloudEvent,
  type DeviceKind,
  type EventContract,
  type EventOf,
  type RequestContract,
  type Role,
  type SendMessage,
} from '@pst/contracts';
import {
  ANALYTICS_PROVISIONER,
  Bus,
  natsPermissions,
  provision,
  provisionAnalytics,
  RequestClient,
  startService,
  type RunningService,
  type ServiceOptions,
} from '@pst/messaging';
import { MessageSeal, migrateDatabase, type Database } from '@pst/persistence';
import { ActorSigner, anonymous, VisitSigner, type Actor } from '@pst/security';
import { DataSource } from 'typeorm';
import type { z } from 'zod';

import { eventually } from './eventually.ts';
import { EVERYTHING, startNats, type NatsUnderTest } from './nats.ts';
import { startPostgres, type PostgresUnderTest } from './postgres.ts';

const OFFICE = '1606';

/** Short, because PostgreSQL cuts long names. */
function fingerprintOf({ migrations }: Database): string {
  const names = migrations.map(({ name }) => name).join();
  return createHash('sha256').update(names).digest('hex').slice(0, 8);
}

/** An account with these roles, such as `anActor('officer')`; another person each time. */
export function anActor(...roles: Role[]): Extract<Actor, { kind: 'account' }> {
  const id = newId();
  return {
    kind: 'account',
    id,
    sessionId: newId(),
    name: `Penguji ${id.slice(-4)}`,
    email: `penguji-${id.slice(-8)}@contoh.example`,
    emailVerified: true,
    roles,
  };
}

/** A device of the office, such as `aDevice('kiosk')`; another one each time. */
export function aDevice(device: DeviceKind): Extract<Actor, { kind: 'device' }> {
  return { kind: 'device', id: newId(), device };
}

/** How a test asks: anonymous unless it says who. */
export interface As {
  readonly actor?: Actor;
  /** At the desk PC of this visit. */
  readonly visitId?: string;
  readonly idempotencyKey?: string;
  readonly office?: string;
  readonly language?: 'id' | 'en';
  readonly address?: string;
}

/** One service on a fresh database and a bus of its own, with the users and rights of a real run. */
export interface ServiceUnderTest {
  readonly running: RunningService;
  /** Its environment, for running it as a process of its own once `running` was stopped. */
  readonly config: CoreConfig;
  readonly nats: NatsUnderTest;
  readonly postgres: PostgresUnderTest;
  readonly source: DataSource;
  /** One more process of the service, on the same database and bus. */
  replica(): Promise<RunningService>;
  /** Makes the streams and consumers that are missing. */
  provision(): Promise<void>;
  /** A connection that may do everything, for looking behind the scenes. */
  readonly probe: NatsConnection;
  /** Asks as the gateway does; a refusal is a thrown ProblemError. */
  ask<Contract extends RequestContract>(
    contract: Contract,
    body: z.input<Contract['request']>,
    as?: As,
  ): Promise<z.output<Contract['reply']>>;
  /** The events of this type that are in the stream so far. */
  events<Contract extends EventContract>(contract: Contract): Promise<EventOf<Contract>[]>;
  /** The event of this type about `subject`, as soon as it is in the stream. */
  event<Contract extends EventContract>(
    contract: Contract,
    subject: string,
  ): Promise<EventOf<Contract>>;
  /** Announces a fact in another service's name. */
  announce(event: CloudEvent): Promise<void>;
  /** Orders a message to a person in another service's name. */
  command(message: SendMessage): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts one service as a real run does, on real PostgreSQL and NATS.
 *
 * ```ts
 * const service = await serviceUnderTest({ name: 'feedback', module: FeedbackModule, database, config: {} });
 * ```
 */
export async function serviceUnderTest<Configuration extends CoreConfig>(
  options: Omit<ServiceOptions<Configuration>, 'config' | 'database'> & {
    readonly database: Database;
    /** The service's own settings beside the core ones. */
    readonly config: Omit<Configuration, keyof CoreConfig> & Partial<CoreConfig>;
    readonly clock?: Clock;
  },
): Promise<ServiceUnderTest> {
  const keys = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const [postgres, nats] = await Promise.all([
    startPostgres({
      // One template per set of migrations: specs of different tables may run under one name.
      name: `${options.name}-${fingerprintOf(options.database)}`,
      migrate: (url) => migrateDatabase(url, options.database),
    }),
    startNats(natsPermissions),
  ]);
  const login = (user: string) => ({ servers: nats.url, user, pass: nats.password });
  await provision(login(EVERYTHING));
  if (options.name === 'insights') {
    await provisionAnalytics(login(ANALYTICS_PROVISIONER));
  }
  const config = {
    NATS_URL: nats.url,
    NATS_USER: options.name,
    NATS_PASSWORD: nats.password,
    DATABASE_URL: postgres.url,
    ACTOR_PUBLIC_KEY: keys.publicKey,
    PERSONAL_DATA_KEY: randomBytes(32).toString('base64'),
    MESSAGE_KEY: randomBytes(32).toString('base64'),
    OFFICE_PROFILE: new URL('../../../deploy/service-standard-1606.yaml', import.meta.url).pathname,
    PUBLIC_URL: 'http://127.0.0.1:8080',
    HEALTH_PORT: 0,
    HEALTH_HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    ...(options.name === 'insights' && { ANALYTICS_PASSWORD: nats.password }),
    ...options.config,
  } as unknown as Configuration; // the core settings are all here, the service's own come from its test
  const running = await startService({ ...options, config });
  const replicas: RunningService[] = [];
  const bus = await Bus.connect(
    { NATS_URL: nats.url, NATS_USER: 'gateway', NATS_PASSWORD: nats.password },
    'gateway',
  );
  const client = new RequestClient(
    bus,
    new ActorSigner(keys.privateKey),
    new VisitSigner(keys.privateKey),
  );
  const probe = await connect({ ...login(EVERYTHING), maxReconnectAttempts: -1 });

  async function stored(): Promise<CloudEvent[]> {
    const stream = await jetstream(probe).streams.get('PST');
    const { state } = await stream.info();
    const found: CloudEvent[] = [];
    for (let seq = state.first_seq; seq > 0 && seq <= state.last_seq; seq += 1) {
      const message = await stream.getMessage({ seq });
      if (message !== null) {
        found.push(message.json<CloudEvent>());
      }
    }
    return found;
  }
  async function events<Contract extends EventContract>(contract: Contract) {
    return (await stored())
      .filter((event) => event.type === contract.type)
      .map((event) => contract.parse(event) as EventOf<Contract>);
  }
  return {
    running,
    config,
    nats,
    postgres,
    source: running.app.get(DataSource),
    async replica() {
      const replica = await startService({ ...options, config });
      replicas.push(replica);
      return replica;
    },
    provision: () => provision(login(EVERYTHING)),
    probe,
    ask: (contract, body, as = {}) =>
      client.request(contract, body, {
        office: as.office ?? OFFICE,
        language: as.language ?? 'id',
        actor: as.actor ?? anonymous,
        ...(as.visitId !== undefined && { visitId: as.visitId }),
        ...(as.idempotencyKey !== undefined && { idempotencyKey: as.idempotencyKey }),
        ...(as.address !== undefined && { address: as.address }),
      }),
    events,
    async event(contract, subject) {
      let found: EventOf<typeof contract> | undefined;
      await eventually(async () => {
        found = (await events(contract)).find((event) => event.subject === subject);
        if (found === undefined) {
          throw new Error(`${contract.type} about ${subject} is not in the stream`);
        }
      });
      return found as EventOf<typeof contract>; // eventually() has seen it
    },
    async announce(event) {
      const [, service, aggregate, fact] = event.type.split('.');
      await jetstream(probe).publish(
        `pst.${event.office}.${service}.${aggregate}.${fact}`,
        JSON.stringify(event),
        { msgID: event.id },
      );
    },
    async command(message) {
      const { id, office } = message;
      const sealed = new MessageSeal(config.MESSAGE_KEY).seal(message);
      await jetstream(probe).publish(
        `msg.${office}.email`,
        JSON.stringify({ id, office, sealed }),
        { msgID: newId() },
      );
    },
    async stop() {
      await Promise.all([running, ...replicas].map((process) => process.stop()));
      await bus.drain();
      await probe.close();
      await nats.stop();
      await postgres.stop();
    },
  };
}
