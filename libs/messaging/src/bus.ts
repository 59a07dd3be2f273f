import type { BusConfig } from '@pst/config';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** The connection to NATS of one process, and whether it stands right now. */
export class Bus {
  private up = true;
  private readonly onReturn = new Set<() => void>();

  private constructor(
    readonly connection: NatsConnection,
    /** The user's own inbox prefix; other users' replies cannot be read. */
    readonly name: string,
  ) {
    void this.follow();
  }

  /** Waits for the first connection, and after an outage comes back for ever. */
  static async connect(
    config: Pick<BusConfig, 'NATS_URL' | 'NATS_USER' | 'NATS_PASSWORD'>,
    name: string,
  ): Promise<Bus> {
    const connection = await connect({
      servers: config.NATS_URL,
      name,
      inboxPrefix: inboxPrefix(name),
      ...(config.NATS_USER !== undefined && {
        user: config.NATS_USER,
        pass: config.NATS_PASSWORD ?? '',
      }),
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
      reconnectTimeWait: 250,
      reconnectJitter: 250,
      pingInterval: 10_000,
      noAsyncTraces: true,
    });
    return new Bus(connection, name);
  }

  /** False during an outage: asking would only wait. */
  get isUp(): boolean {
    return this.up && !this.connection.isClosed();
  }

  /** Calls the listener whenever the connection is back after an outage. */
  onReconnect(listener: () => void): void {
    this.onReturn.add(listener);
  }

  /** Delivers what is under way, then closes. */
  async drain(): Promise<void> {
    if (this.connection.isClosed()) {
      return;
    }
    if (this.up) {
      await this.connection.drain();
    } else {
      await this.connection.close();
    }
  }

  private async follow(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect' || status.type === 'staleConnection') {
        this.up = false;
      } else if (status.type === 'reconnect') {
        this.up = true;
        for (const listener of this.onReturn) {
          listener();
        }
      }
    }
  }
}

export function inboxPrefix(name: string): string {
  return `_INBOX_${name}`;
}
