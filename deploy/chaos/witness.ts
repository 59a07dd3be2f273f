import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';

import { allEvents } from '@pst/contracts';

import type { Effects } from './evidence.ts';
import type { SystemUnderFire } from './system-under-fire.ts';

/**
 * How the witness takes its messages. `careful` is how every service does it. The others are the mistakes
 * that the checker must find: an acknowledgement before the work is stored, and no list of what was done.
 */
export type Manner = 'careful' | 'acknowledging-first' | 'without-inbox';

const DATABASE = 'witness';
const ACK_WAIT_MS = 1_000;

/**
 * A consumer of the harness's own, beside the services: it notes every event in a table. It can be made
 * to fall at the worst moment, which for each manner lies elsewhere.
 */
export class Witness {
  private connection: NatsConnection | undefined;
  private ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly system: SystemUnderFire,
    private readonly manner: Manner,
    private readonly table: string,
    private readonly database: pg.Pool,
  ) {}

  static async appoint(system: SystemUnderFire, manner: Manner): Promise<Witness> {
    const table = manner.replaceAll('-', '_');
    const admin = new pg.Client(system.postgres.url);
    await admin.connect();
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [
      DATABASE,
    ]);
    if (rowCount === 0) {
      await admin.query(`create database ${DATABASE}`);
    }
    await admin.end();
    const url = new URL(system.postgres.url);
    url.pathname = `/${DATABASE}`;
    const database = new pg.Pool({ connectionString: url.href, max: 2 });
    // It waits idle while the server is killed.
    database.on('error', () => undefined);
    await database.query(`create table ${table}_effect (id uuid not null)`);
    await database.query(`create table ${table}_inbox (id uuid primary key)`);
    const connection = await connect(system.witness);
    const manager = await jetstreamManager(connection);
    await manager.consumers.add('PST', {
      durable_name: table,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ACK_WAIT_MS),
    });
    await connection.close();
    return new Witness(system, manner, table, database);
  }

  /** Takes messages. @param fallsAt at which of them it falls; never, when left out. */
  async attend(fallsAt = Number.POSITIVE_INFINITY): Promise<void> {
    this.connection = await connect({ ...this.system.witness, maxReconnectAttempts: -1 });
    const consumer = await jetstream(this.connection).consumers.get('PST', this.table);
    const messages = await consumer.consume({ max_messages: 10 });
    this.ended = (async () => {
      let taken = 0;
      for await (const message of messages) {
        taken += 1;
        const falls = taken === fallsAt;
        const id = message.headers?.get('Nats-Msg-Id') ?? '';
        if (this.manner === 'acknowledging-first') {
          await message.ackAck();
          if (falls) {
            break;
          }
        }
        await this.note(id);
        if (falls) {
          break;
        }
        if (this.manner !== 'acknowledging-first') {
          message.ack();
        }
      }
      await this.connection?.close();
    })();
  }

  /** Until it has fallen. */
  async fallen(): Promise<void> {
    await this.ended;
  }

  /** What it did. */
  async testimony(): Promise<Effects> {
    const { rows } = await this.database.query<{ id: string }>(
      `select id from ${this.table}_effect`,
    );
    return {
      consumer: `the ${this.manner} witness`,
      listensTo: new Set(allEvents.map(({ type }) => type)),
      done: rows.map(({ id }) => id),
    };
  }

  /** It goes, and with it what it had still to hear. */
  async dismiss(): Promise<void> {
    await this.connection?.close();
    await this.ended;
    const connection = await connect(this.system.witness);
    const manager = await jetstreamManager(connection);
    await manager.consumers.delete('PST', this.table).catch(() => false);
    await connection.close();
    await this.database.end();
  }

  private async note(id: string): Promise<void> {
    const client = await this.database.connect();
    try {
      await client.query('begin');
      const { rowCount } =
        this.manner === 'without-inbox'
          ? { rowCount: 1 }
          : await client.query(
              `insert into ${this.table}_inbox (id) values ($1) on conflict do nothing`,
              [id],
            );
      if (rowCount === 1) {
        await client.query(`insert into ${this.table}_effect (id) values ($1)`, [id]);
      }
      await client.query('commit');
    } finally {
      client.release();
    }
  }
}
