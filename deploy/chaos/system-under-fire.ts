// The system as `npm start` runs it: the same servers, programs and environment. What differs is who is
// in charge: here servers and processes fall when they are told to, and every connection runs through a
// line that can be tampered with.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import pg from 'pg';

import { openDataFolder, type DataFolder } from '../local/data-folder.ts';
import { createDatabases, databaseName, databaseUrl } from '../local/databases.ts';
import { freePort } from '../local/free-port.ts';
import { startKeeper, type Keeper } from '../local/keeper.ts';
import { ANALYTICS_PROVISIONER, ANALYTICS_USERS, GATEWAY, PROVISIONER } from '../local/keys.ts';
import { logArchiveIn } from '../local/log-archive.ts';
import { findNatsServer } from '../local/nats-binary.ts';
import {
  startNatsServer,
  type NatsOptions,
  type NatsPermissions,
  type NatsServer,
} from '../local/nats-server.ts';
import { startPostgresServer, type PostgresServer } from '../local/postgres-server.ts';
import type { Preparation } from '../local/prepare.ts';
import { runOnce } from '../local/run-once.ts';
import {
  environmentOf,
  programOf,
  runnableServices,
  servicesWithDatabase,
  type Surroundings,
} from '../local/services.ts';
import { ROOT, readSettings } from '../local/settings.ts';
import { Supervisor } from '../local/supervisor.ts';
import { Door } from './door.ts';
import { FallibleServer } from './fallible-server.ts';
import { Line } from './line.ts';
import { MailSink } from './mail-sink.ts';

/** A Monday at nine: the desk is open. */
const OPEN = '2026-11-23T09:00:00+07:00';
const PREPARE = join(ROOT, 'deploy/local/prepare.ts');
const SEED_ACCOUNTS = join(ROOT, 'services/accounts/src/seed-demo-accounts.ts');
/** Who the harness itself is on the bus: it reads everything and owns nothing. */
export const WITNESS = 'witness';
/** One that fell several times in a row waits ten seconds before its next start. */
const READY_WITHIN_MS = 120_000;

/** The lines of one process. */
export interface Lines {
  readonly nats: Line;
  readonly postgres: Line;
}

/** The kinds of account that experiments sign in with. */
export type Role = 'admin' | 'officer' | 'head' | 'patron';
const ROLES: readonly Role[] = ['admin', 'officer', 'head', 'patron'];

/** One process of a service. */
interface Process {
  readonly service: string;
  readonly readyUrl: string;
  readonly lines: Lines;
}

export class SystemUnderFire {
  private readonly processes = new Map<string, Process>();

  private constructor(
    private readonly parent: string,
    private readonly data: DataFolder,
    private readonly keeper: Keeper,
    private readonly supervisor: Supervisor,
    readonly postgres: FallibleServer<PostgresServer>,
    readonly nats: FallibleServer<NatsServer>,
    readonly mails: MailSink,
    /** Of the one line all processes send mail on. */
    readonly mailLine: Line,
    /** Where clients come in: it leads to a gateway that is ready. */
    readonly door: Door,
    private readonly around: Surroundings,
  ) {}

  /**
   * @param replicas how many processes each service has.
   * @param archived whether PostgreSQL keeps its log in {@link backups}.
   */
  static async start({
    replicas = 1,
    settings = {},
    archived = false,
  }: {
    replicas?: number;
    settings?: Record<string, string>;
    archived?: boolean;
  } = {}): Promise<SystemUnderFire> {
    const parent = mkdtempSync(join(tmpdir(), 'pst-chaos-'));
    const data = openDataFolder(join(parent, 'data'));
    const keeper = startKeeper();
    const [postgres, nats, mails] = await Promise.all([
      startPostgres(data, keeper, archived ? logArchiveIn(join(parent, 'backups')) : undefined),
      startNats(data, keeper),
      MailSink.start(),
    ]);
    const door = await Door.open();
    const mailLine = await Line.to(mails.url);
    const around: Surroundings = {
      settings: readSettings({ PORT: '8080', DEMO_CLOCK: OPEN, DATA_DIR: data.path }),
      data,
      postgresUrl: postgres.url,
      natsUrl: nats.url,
      smtpUrl: mailLine.url,
      publicUrl: door.url,
      startedAt: new Date(),
    };
    const supervisor = new Supervisor(data.logs, keeper, () => undefined);
    const system = new SystemUnderFire(
      parent,
      data,
      keeper,
      supervisor,
      postgres,
      nats,
      mails,
      mailLine,
      door,
      around,
    );
    try {
      await system.prepare();
      const accounts = Object.fromEntries(ROLES.map((role) => [role, system.account(role)]));
      await runOnce(SEED_ACCOUNTS, [], {
        env: environmentOf('accounts', around),
        input: JSON.stringify(accounts),
      });
      for (let replica = 1; replica <= replicas; replica += 1) {
        await Promise.all(
          runnableServices().map((service) => system.launch(service, replica, settings)),
        );
      }
    } catch (error) {
      await system.stop();
      throw error;
    }
    return system;
  }

  /** Databases, tables, streams and consumers, as the step before every start makes them. */
  async prepare(): Promise<void> {
    const owners = this.owners.map((service) => ({
      service,
      password: this.data.secrets.database(service),
    }));
    await createDatabases(this.postgres.url, owners);
    const preparation: Preparation = {
      nats: {
        url: this.nats.url,
        user: PROVISIONER,
        password: this.data.secrets.bus(PROVISIONER),
        analytics: {
          user: ANALYTICS_PROVISIONER,
          password: this.data.secrets.bus(ANALYTICS_PROVISIONER),
        },
      },
      databases: Object.fromEntries(this.databases),
    };
    await runOnce(PREPARE, ['migrate'], { env: process.env, input: JSON.stringify(preparation) });
  }

  private async launch(
    service: string,
    replica: number,
    settings: Readonly<Record<string, string>>,
  ): Promise<void> {
    const lines = {
      nats: await Line.to(this.nats.url),
      postgres: await Line.to(this.postgres.url),
    };
    const port = await freePort();
    const program = programOf(
      service,
      port,
      {
        ...this.around,
        settings: { ...this.around.settings, port },
        natsUrl: lines.nats.url,
        postgresUrl: lines.postgres.url,
      },
      { replica },
    );
    const readyUrl = program.readyUrl ?? '';
    this.processes.set(program.name, { service, readyUrl, lines });
    if (service === GATEWAY) {
      this.door.leadTo(`http://127.0.0.1:${port}`);
    }
    const start = this.supervisor.start({
      ...program,
      // Patient clients of one address ask again and again while something is down.
      env: { ...program.env, LOG_LEVEL: 'info', RATE_LIMITS: 'off', ...settings },
    });
    // On a busy machine one falls at its start because its database was slow; it is started again.
    await start.catch(() => this.ready(program.name));
  }

  /** Every process of every service, by name. */
  get names(): readonly string[] {
    return [...this.processes.keys()];
  }

  /** The processes of one service. */
  namesOf(service: string): readonly string[] {
    return this.names.filter((name) => this.processes.get(name)?.service === service);
  }

  linesOf(name: string): Lines {
    return this.process(name).lines;
  }

  /** Of the log that the process keeps. */
  logOf(name: string): string {
    return this.supervisor.logOf(name);
  }

  /** Ends it without warning. The supervisor starts it again. */
  kill(name: string): void {
    this.signal(name, 'SIGKILL');
  }

  /** It stands still, as in a long collection of garbage or on a machine that is suspended. */
  freeze(name: string): void {
    this.signal(name, 'SIGSTOP');
  }

  thaw(name: string): void {
    this.signal(name, 'SIGCONT');
  }

  /** Ends it in good order, as a rolling deployment does, and waits until its successor is ready. */
  async replace(name: string): Promise<void> {
    const before = this.pid(name);
    this.signal(name, 'SIGTERM');
    while (this.pid(name) === before) {
      await pause(50);
    }
    await this.ready(name);
  }

  /** Waits until every process says that it can do its work. */
  async allReady(): Promise<void> {
    await Promise.all(this.names.map((name) => this.ready(name)));
  }

  private async ready(name: string): Promise<void> {
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    while (!(await this.isReady(name))) {
      if (performance.now() > giveUpAt) {
        throw new Error(`${name} is not ready:\n${lastLines(this.logOf(name))}`);
      }
      await pause(100);
    }
  }

  /** What `/readyz` of the process says now. */
  async isReady(name: string): Promise<boolean> {
    try {
      const answer = await fetch(this.process(name).readyUrl, {
        signal: AbortSignal.timeout(2_000),
      });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  account(role: Role): { readonly email: string; readonly password: string } {
    return { email: `${role}@pustaka.example`, password: this.data.secrets.account(role) };
  }

  /** How the harness itself logs in to the bus. */
  get witness(): { servers: string; user: string; pass: string } {
    return { servers: this.nats.url, user: WITNESS, pass: this.data.secrets.bus(WITNESS) };
  }

  /** How an operator logs in to the bus. */
  get operator(): { NATS_URL: string; NATS_USER: string; NATS_PASSWORD: string } {
    return {
      NATS_URL: this.nats.url,
      NATS_USER: PROVISIONER,
      NATS_PASSWORD: this.data.secrets.bus(PROVISIONER),
    };
  }

  /** Where each service keeps what it knows. */
  get databases(): ReadonlyMap<string, string> {
    return new Map(
      this.owners.map((service) => [
        service,
        databaseUrl(this.postgres.url, {
          service,
          password: this.data.secrets.database(service),
        }),
      ]),
    );
  }

  /** What the installation keeps, beside its keys. */
  get dataFolder(): string {
    return this.data.path;
  }

  /** Where its backups go. */
  get backups(): string {
    return join(this.parent, 'backups');
  }

  /** Where NATS keeps its streams. */
  get streamsFolder(): string {
    return join(this.data.nats, 'jetstream');
  }

  /** The services that own a database. */
  get owners(): readonly string[] {
    return servicesWithDatabase();
  }

  /** Asks the database of a service, past every line. */
  async query<Row extends pg.QueryResultRow>(
    service: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const url = new URL(this.postgres.url);
    url.pathname = `/${databaseName(service)}`;
    const client = new pg.Client(url.href);
    await client.connect();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    for (const name of this.names) {
      this.thaw(name);
    }
    await this.supervisor.stop();
    await this.door.close();
    await Promise.all(
      [...this.processes.values()].flatMap(({ lines }) => [
        lines.nats.close(),
        lines.postgres.close(),
      ]),
    );
    await this.mailLine.close();
    await Promise.all([this.nats.stop(), this.postgres.stop(), this.mails.stop()]);
    this.keeper.dismiss();
    this.data.release();
    if (existsSync(this.parent)) {
      rmSync(this.parent, { recursive: true, force: true });
    }
  }

  private process(name: string): Process {
    const found = this.processes.get(name);
    if (found === undefined) {
      throw new Error(`There is no process ${name}`);
    }
    return found;
  }

  /** Never -1, which to kill(2) is everybody. */
  private pid(name: string): number {
    return this.supervisor.pids[name] ?? 0;
  }

  private signal(name: string, signal: NodeJS.Signals): void {
    const pid = this.pid(name);
    if (pid > 1) {
      try {
        process.kill(pid, signal);
      } catch {
        // It fell by itself a moment ago; the supervisor starts it again.
      }
    }
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}

async function startPostgres(data: DataFolder, keeper: Keeper, archive: string | undefined) {
  const options = {
    folder: data.postgres,
    password: data.secrets.postgres,
    ...(archive !== undefined && { archive }),
  };
  return FallibleServer.start(
    (port) => startPostgresServer({ ...options, ...(port !== undefined && { port }) }),
    keeper,
  );
}

async function startNats(data: DataFolder, keeper: Keeper) {
  const binary = await findNatsServer();
  if (binary === undefined) {
    throw new Error('There is no nats-server.');
  }
  const printed = await runOnce(PREPARE, ['permissions'], { env: process.env });
  const permissions = JSON.parse(printed) as Record<string, NatsPermissions>; // our own step's answer
  const options: NatsOptions = {
    binary: binary.path,
    folder: data.nats,
    users: [
      { user: PROVISIONER, password: data.secrets.bus(PROVISIONER) },
      { user: WITNESS, password: data.secrets.bus(WITNESS) },
      ...[...runnableServices(), ...ANALYTICS_USERS].map((user) => ({
        user,
        password: data.secrets.bus(user),
        permissions: permissions[user] ?? { publish: [], subscribe: [] },
      })),
    ],
  };
  return FallibleServer.start(
    (port) => startNatsServer({ ...options, ...(port !== undefined && { port }) }),
    keeper,
  );
}
