import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { Clock, clockOf } from '@pst/config';
import { notFound } from '@pst/contracts';
import { Bus, refuseDeep } from '@pst/messaging';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import { createLogger, measurements, NestLogger, type Logger } from '@pst/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openApiOf } from './documentation/openapi.ts';
import { controllers, GatewayModule } from './gateway.module.ts';
import type { GatewayConfig } from './gateway.config.ts';
import { LiveQueue } from './guestbook/live-queue.ts';
import { AccessGuard } from './http/access.guard.ts';
import { Farewell } from './http/farewell.ts';
import { LOGGER, OFFICE, SETTINGS } from './http/injected.ts';
import { JSON_BODY_LIMIT, ProblemFilter } from './http/problem.filter.ts';
import { keepRawBody } from './http/raw-body.ts';
import { ReplyInterceptor } from './http/reply.interceptor.ts';
import { securityHeaders } from './http/security-headers.ts';
import { traceRequests } from './http/trace-requests.ts';

/** A gateway under way. */
export interface RunningGateway {
  readonly app: NestFastifyApplication;
  /** Where it listens, `http://host:port`. */
  readonly url: string;
  stop(): Promise<void>;
}

@Module({})
class Composition {}

function compose(config: GatewayConfig, bus: Bus, log: Logger, clock: Clock): DynamicModule {
  const office = loadOfficeProfile(config.OFFICE_PROFILE);
  const providers = [
    { provide: SETTINGS, useValue: config },
    { provide: LOGGER, useValue: log },
    { provide: OFFICE, useValue: office },
    { provide: Bus, useValue: bus },
    { provide: Clock, useValue: clock },
    { provide: WorkingTime, useValue: new WorkingTime(office) },
    { provide: Farewell, useValue: new Farewell() },
  ];
  return {
    module: Composition,
    global: true,
    imports: [GatewayModule],
    providers,
    exports: providers,
  };
}

/** Connects to the bus and opens the HTTP door. Tests give a clock of their own. */
export async function startGateway(
  config: GatewayConfig,
  clock = clockOf(config),
): Promise<RunningGateway> {
  const log = createLogger('gateway', config.LOG_LEVEL);
  const bus = await Bus.connect(config, 'gateway');
  const app = await createGateway(config, bus, log, clock);
  await app.listen(config.PORT, config.HOST);
  log.info('gateway started');
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await app.get(Farewell).say(() => app.get(LiveQueue).sendAway());
    await app.close();
    await bus.drain();
    await measurements()?.shutdown();
    log.info('gateway stopped');
  };
  return { app, url: await app.getUrl(), stop: () => (stopping ??= stop()) };
}

/** The application with all its hooks, not listening yet. */
export async function createGateway(
  config: GatewayConfig,
  bus: Bus,
  log: Logger,
  clock: Clock,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_BODY_LIMIT,
    genReqId: () => randomBytes(16).toString('hex'),
    // The header and the address are the client's word unless it is a proxy of ours that says so.
    trustProxy: config.TRUST_PROXY?.split(',') ?? false,
    requestTimeout: 120_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    compose(config, bus, log, clock),
    adapter,
    { logger: new NestLogger(log), abortOnError: false },
  );
  const fastify = adapter.getInstance();
  app.get(Farewell).watch(fastify);
  fastify.addHook('onRequest', securityHeaders(config.PUBLIC_URL));
  fastify.addHook('preParsing', keepRawBody('/v1/webhooks/'));
  // What cannot be written again for the bus is refused like what cannot be read.
  fastify.addHook('preValidation', async ({ body }) => refuseDeep(body));
  traceRequests(fastify, config.TRACE_RATIO);
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart);
  // Uploads are streamed to storage by their route; nothing is read into memory here.
  fastify.addContentTypeParser(
    ['application/pdf', 'application/octet-stream'],
    (_request, _payload, done) => done(null),
  );
  // Calendars are small and pass to the guestbook as they are.
  fastify.addContentTypeParser(
    ['text/calendar', 'text/csv'],
    { parseAs: 'string' },
    (_request, text, done) => done(null, text),
  );
  const problems = app.get(ProblemFilter);
  app.useGlobalFilters(problems);
  app.useGlobalGuards(app.get(AccessGuard));
  app.useGlobalInterceptors(app.get(ReplyInterceptor));
  serveDocumentation(app);
  serveWebClient(app, problems, config.WEB_DIST);
  await app.init();
  return app;
}

/** `/openapi.json` and `/docs`, made on the first look: a start does not wait for them. */
function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app, controllers), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Pustaka PST',
  });
}

/** The client's files; every address that is no file and no API is a page of the client. */
function serveWebClient(
  app: NestFastifyApplication,
  problems: ProblemFilter,
  dist: string | undefined,
): void {
  const fastify = app.getHttpAdapter().getInstance();
  const folder =
    dist !== undefined && existsSync(join(dist, 'index.html')) ? resolve(dist) : undefined;
  if (folder !== undefined) {
    void fastify.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Built files carry the hash of their content in the name.
        const forever = path.includes('/assets/');
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const api = /^\/(v1|docs|assets)(\/|$|\?)/.test(request.url);
    if (folder === undefined || api || !/text\/html|\*\/\*/.test(request.headers.accept ?? '*/*')) {
      problems.answer(notFound.error({}), request, reply);
      return reply;
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
