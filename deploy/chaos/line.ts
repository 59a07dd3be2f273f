import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Which way bytes go: from the client to the server, or back. */
export type Way = 'requests' | 'replies';

/** One connection through the line. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Bytes were taken out of it: what comes after them makes no sense to anybody. */
  damaged: boolean;
  readonly held: Record<Way, Buffer[]>;
  /** When the last delayed bytes of each way leave. */
  readonly leaveAt: Record<Way, number>;
}

/**
 * A TCP line to one server on which things go wrong when told to: slow, held, one way only, cut in the
 * middle of a frame, dead. Without a fault it passes on what it gets.
 */
export class Line {
  private readonly pairs = new Set<Pair>();
  private delay: { ms: number; jitterMs: number } | undefined;
  private readonly holding = new Set<Way>();
  private readonly swallowing = new Set<Way>();
  private cutAfter: number | undefined;
  private refusing = false;
  private readonly watchers = new Set<(way: Way, bytes: Buffer) => void>();

  private constructor(
    private readonly door: Server,
    private target: { host: string; port: number },
    /** Where clients connect; scheme, login and path are those of the server's own address. */
    readonly url: string,
  ) {}

  /** Opens a line to the server at this address. */
  static async to(address: string): Promise<Line> {
    const door = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    const url = new URL(address);
    const target = { host: url.hostname, port: Number(url.port) };
    url.port = String((door.address() as AddressInfo).port); // a TCP server's address is one
    const line = new Line(door, target, url.href.replace(/\/$/, ''));
    door.on('connection', (client) => line.connected(client));
    return line;
  }

  /** New connections lead there from now on. */
  leadTo(address: string): void {
    const { hostname, port } = new URL(address);
    this.target = { host: hostname, port: Number(port) };
  }

  /** Everything arrives so much later, in its order. */
  slowDown(ms: number, jitterMs = 0): void {
    this.delay = { ms, jitterMs };
  }

  /** Keeps what goes this way until {@link heal}. */
  hold(way: Way): void {
    this.holding.add(way);
  }

  /** Throws away what goes this way: nobody is told, the connection stands. */
  swallow(way: Way): void {
    this.swallowing.add(way);
  }

  /** Lets so many bytes of replies through and resets the connection that sends the next ones. */
  cutInFrame(bytes: number): void {
    this.cutAfter = bytes;
  }

  /** Resets every connection; new ones are refused until {@link heal}. */
  breakDown(): void {
    this.refusing = true;
    this.reset();
  }

  /** Resets every connection there is. */
  reset(): void {
    for (const pair of this.pairs) {
      hangUp(pair);
    }
  }

  /** Everything passes again. What was held arrives; a connection that lost bytes ends. */
  heal(): void {
    this.delay = undefined;
    this.cutAfter = undefined;
    this.refusing = false;
    this.holding.clear();
    this.swallowing.clear();
    for (const pair of this.pairs) {
      if (pair.damaged) {
        hangUp(pair);
        continue;
      }
      for (const way of ['requests', 'replies'] as const) {
        for (const bytes of pair.held[way].splice(0)) {
          this.carry(pair, way, bytes);
        }
      }
    }
  }

  /** Shows all that passes, before it does. @returns how to look away again. */
  watch(watcher: (way: Way, bytes: Buffer) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  async close(): Promise<void> {
    this.reset();
    await new Promise((closed) => this.door.close(closed));
  }

  private connected(client: Socket): void {
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ ...this.target, noDelay: true });
    const pair: Pair = {
      client,
      server,
      damaged: false,
      held: { requests: [], replies: [] },
      leaveAt: { requests: 0, replies: 0 },
    };
    this.pairs.add(pair);
    client.on('data', (bytes) => this.passing(pair, 'requests', bytes));
    server.on('data', (bytes) => this.passing(pair, 'replies', bytes));
    client.on('end', () => server.end());
    server.on('end', () => client.end());
    for (const end of [client, server]) {
      end.on('error', () => hangUp(pair));
      end.on('close', () => {
        hangUp(pair);
        this.pairs.delete(pair);
      });
    }
  }

  private passing(pair: Pair, way: Way, bytes: Buffer): void {
    for (const watcher of this.watchers) {
      watcher(way, bytes);
    }
    if (this.swallowing.has(way)) {
      pair.damaged = true;
    } else if (this.holding.has(way)) {
      pair.held[way].push(bytes);
    } else if (way === 'replies' && this.cutAfter !== undefined) {
      this.cut(pair, bytes);
    } else {
      this.carry(pair, way, bytes);
    }
  }

  private cut(pair: Pair, bytes: Buffer): void {
    const through = bytes.subarray(0, this.cutAfter);
    this.cutAfter = (this.cutAfter ?? 0) - through.length;
    pair.client.write(through);
    if (through.length < bytes.length) {
      this.cutAfter = undefined;
      hangUp(pair);
    }
  }

  private carry(pair: Pair, way: Way, bytes: Buffer): void {
    const [from, to] = way === 'requests' ? [pair.client, pair.server] : [pair.server, pair.client];
    const now = performance.now();
    const late = this.delay === undefined ? 0 : this.delay.ms + Math.random() * this.delay.jitterMs;
    // Never before what went ahead of it.
    const leaveAt = Math.max(now + late, pair.leaveAt[way]);
    pair.leaveAt[way] = leaveAt;
    if (leaveAt > now) {
      setTimeout(() => to.write(bytes), leaveAt - now);
    } else if (!to.write(bytes)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }
}

function hangUp({ client, server }: Pair): void {
  for (const end of [client, server]) {
    if (!end.destroyed) {
      end.resetAndDestroy();
    }
  }
}
