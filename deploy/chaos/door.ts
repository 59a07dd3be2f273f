import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How often each gateway is asked, as a load balancer does. */
const EVERY_MS = 250;

/**
 * A load balancer for connections, as a cluster's service is one: a new connection goes to a gateway
 * that says it is ready, and stays with it.
 */
export class Door {
  private readonly gateways = new Map<string, boolean>();
  private readonly asking: NodeJS.Timeout;
  private readonly open = new Set<Socket>();
  private turn = 0;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    server.on('connection', (client) => this.connected(client));
    this.asking = setInterval(() => void this.ask(), EVERY_MS);
  }

  static async open(): Promise<Door> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a TCP server's address is one
    return new Door(server, `http://127.0.0.1:${port}`);
  }

  /** One more gateway; it gets visitors from when it is ready. */
  leadTo(gateway: string): void {
    this.gateways.set(gateway, false);
  }

  async close(): Promise<void> {
    clearInterval(this.asking);
    for (const socket of this.open) {
      socket.destroy();
    }
    await new Promise((closed) => this.server.close(closed));
  }

  private async ask(): Promise<void> {
    await Promise.all(
      [...this.gateways.keys()].map(async (gateway) => {
        const ready = await fetch(`${gateway}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
          async (answer) => {
            await answer.body?.cancel();
            return answer.ok;
          },
          () => false,
        );
        this.gateways.set(gateway, ready);
      }),
    );
  }

  private connected(client: Socket): void {
    const ready = [...this.gateways].filter(([, isReady]) => isReady);
    const [chosen] = ready[(this.turn += 1) % Math.max(1, ready.length)] ?? [];
    if (chosen === undefined) {
      client.resetAndDestroy();
      return;
    }
    const { hostname, port } = new URL(chosen);
    const gateway = connect({ host: hostname, port: Number(port), noDelay: true });
    client.pipe(gateway).pipe(client);
    for (const [end, other] of [
      [client, gateway],
      [gateway, client],
    ] as const) {
      this.open.add(end);
      end.on('error', () => other.destroy());
      end.on('close', () => {
        this.open.delete(end);
        other.destroy();
      });
    }
  }
}
