import 'reflect-metadata';
import type { ServiceName } from '@pst/contracts';
import { Clock, clockOf, type CoreConfig } from '@pst/config';
import {
  AuditTrail,
  createDataSource,
  MessageSeal,
  Transaction,
  type Database,
} from '@pst/persistence';
import { ActorVerifier, PersonalData, VisitVerifier } from '@pst/security';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import { createLogger, describeError, measurements, NestLogger, type Logger } from '@pst/telemetry';
import { Inject, Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { measureBackbone } from './backbone-gauges.ts';
import { Bus } from './bus.ts';
import { EventServer } from './event-server.ts';
import { HealthController, Readiness } from './health.controller.ts';
import { Housekeeping } from './housekeeping.ts';
import { OfficeCalendar } from './office-calendar.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { ProblemFilter } from './problem.filter.ts';
import { RequestServer } from './request-server.ts';
import { followsCalendar } from './topology.ts';

const CONFIG = Symbol('config');
const LOGGER = Symbol('logger');
const OFFICE = Symbol('office profile');

/** Injects the service's own configuration, as its `*.config.ts` declares it. */
export function Config(): ParameterDecorator {
  return Inject(CONFIG);
}

/** Injects the {@link OfficeProfile}: the published standard the service keeps. */
export function Office(): ParameterDecorator {
  return Inject(OFFICE);
}

/** Injects the process's logger: constant messages, ids and outcomes, never content. */
export function Log(): ParameterDecorator {
  return Inject(LOGGER);
}

/** What a service is made of. */
export interface ServiceOptions<Configuration extends CoreConfig = CoreConfig> {
  readonly name: ServiceName;
  /** Lists every handler of the service once. */
  readonly module: Type;
  readonly database: Database;
  readonly config: Readonly<Configuration>;
  /** Tests give a clock of their own. */
  readonly clock?: Clock;
}

/** A service under way. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  /** Unready, then no new work, then what is under way, then the connections. */
  stop(): Promise<void>;
}

@Module({})
class ServiceModule {}

function compose(
  { module, config, clock }: ServiceOptions,
  bus: Bus,
  source: DataSource,
  log: Logger,
): DynamicModule {
  const seal = new MessageSeal(config.MESSAGE_KEY);
  const office = loadOfficeProfile(config.OFFICE_PROFILE);
  const time = new WorkingTime(office);
  const now = clock ?? clockOf(config);
  const personal = new PersonalData(config.PERSONAL_DATA_KEY);
  const providers = [
    { provide: CONFIG, useValue: config },
    { provide: LOGGER, useValue: log },
    { provide: Clock, useValue: now },
    { provide: OFFICE, useValue: office },
    { provide: WorkingTime, useValue: time },
    {
      provide: OfficeCalendar,
      useValue: new OfficeCalendar(office.office.code, source, bus, time, log),
    },
    { provide: Bus, useValue: bus },
    { provide: DataSource, useValue: source },
    { provide: MessageSeal, useValue: seal },
    { provide: Transaction, useValue: new Transaction(source, seal) },
    { provide: PersonalData, useValue: personal },
    { provide: AuditTrail, useValue: new AuditTrail(now, personal) },
    { provide: Readiness, useValue: new Readiness() },
  ];
  return {
    module: ServiceModule,
    global: true,
    imports: [module],
    controllers: [HealthController],
    providers,
    exports: providers,
  };
}

/**
 * Starts a service: its database and bus connections, its handlers for requests and events, the relay
 * of its outbox, and `/healthz` and `/readyz` over HTTP. The same for every service.
 */
export async function startService<Configuration extends CoreConfig>(
  options: ServiceOptions<Configuration>,
): Promise<RunningService> {
  const { name, config, database } = options;
  const log = createLogger(name, config.LOG_LEVEL);
  const bus = await Bus.connect(config, name);
  const source = await createDataSource(config.DATABASE_URL, database).initialize();
  const app = await NestFactory.create<NestFastifyApplication>(
    compose(options, bus, source, log),
    new FastifyAdapter(),
    { logger: new NestLogger(log), abortOnError: false },
  );
  const transaction = app.get(Transaction);
  const requests = new RequestServer(
    name,
    bus,
    new ActorVerifier(config.ACTOR_PUBLIC_KEY),
    new VisitVerifier(config.ACTOR_PUBLIC_KEY),
    log,
  );
  const events = new EventServer(name, bus, transaction, app.get(MessageSeal), log);
  const relay = new OutboxRelay(source, bus, transaction, log);
  const housekeeping = new Housekeeping(source, log);
  const calendar = app.get(OfficeCalendar);
  const endMeasuring = measureBackbone(name, source, bus);
  app.useGlobalFilters(new ProblemFilter());
  for (const strategy of [requests, events]) {
    app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  }
  if (followsCalendar(name)) {
    await calendar.start();
  }
  await app.startAllMicroservices();
  relay.start();
  housekeeping.start();
  await app.listen(config.HEALTH_PORT, config.HEALTH_HOST);
  log.info('service started');

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    app.get(Readiness).stopping = true;
    endMeasuring();
    await requests.close();
    await events.close();
    await calendar.stop();
    await relay.stop();
    await housekeeping.stop();
    await app.close();
    await bus.drain();
    await source.destroy();
    await measurements()?.shutdown();
    log.info('service stopped');
  };
  return { app, stop: () => (stopping ??= stop()) };
}

/** `main.ts` of a service: starts it, and stops it in good order when the process is told to end. */
export async function runService<Configuration extends CoreConfig>(
  options: ServiceOptions<Configuration>,
): Promise<void> {
  const running = await startService(options).catch((error: unknown) => {
    // A configuration or start-up error is for the operator: its text is ours and quotes no input.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  const log = createLogger(options.name, options.config.LOG_LEVEL);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error(describeError(error), 'service did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}
