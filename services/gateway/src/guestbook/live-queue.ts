import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { readQueue } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import { describeError, type Logger } from '@pst/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log } from '../http/injected.ts';
import { Services } from '../http/services.ts';

/** Several facts of one action arrive together; the queue is read once for them. */
const GATHER_MS = 40;
/** A board says that it is lost after ten seconds without a word. */
const HEARTBEAT_MS = 4_000;
/** A board whose network is gone is dropped when this much waits to be sent. */
const MOST_UNSENT_BYTES = 65_536;

/** The queue as server-sent events: one reading of the guestbook, however many boards look. */
@Injectable()
export class LiveQueue implements OnModuleDestroy {
  private readonly boards = new Set<FastifyReply>();
  private readonly heartbeat: NodeJS.Timeout;
  private gathering: NodeJS.Timeout | undefined;
  private asker: FastifyRequest | undefined;

  constructor(
    bus: Bus,
    private readonly services: Services,
    @Log() private readonly log: Logger,
  ) {
    bus.connection.subscribe('pst.*.guestbook.>', { callback: () => this.changed() });
    bus.onReconnect(() => this.changed());
    this.heartbeat = setInterval(() => this.send(': still here\n\n'), HEARTBEAT_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    clearTimeout(this.gathering);
    this.sendAway();
  }

  /** Ends every stream; the boards come back by themselves, to whoever lets them in. */
  sendAway(): void {
    for (const board of this.boards) {
      board.raw.end();
    }
  }

  async follow(from: FastifyRequest, reply: FastifyReply): Promise<void> {
    const first = await this.snapshot(from);
    const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    reply.hijack();
    reply.raw.writeHead(200, {
      ...Object.fromEntries(headers),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    reply.raw.write(`retry: 2000\n\n${first}`);
    this.asker = from;
    this.boards.add(reply);
    reply.raw.on('close', () => this.boards.delete(reply));
  }

  private changed(): void {
    if (this.boards.size === 0 || this.gathering !== undefined) {
      return;
    }
    this.gathering = setTimeout(() => {
      this.gathering = undefined;
      this.broadcast().catch((error: unknown) => {
        // The boards keep what they show; the next change or the next visit of theirs repairs it.
        this.log.warn(describeError(error), 'live queue could not be read');
      });
    }, GATHER_MS);
  }

  private async broadcast(): Promise<void> {
    if (this.asker !== undefined) {
      this.send(await this.snapshot(this.asker));
    }
  }

  private async snapshot(from: FastifyRequest): Promise<string> {
    const { reply } = await this.services.pass(readQueue, {}, from);
    const data = Buffer.from(reply.bytes).toString('utf8');
    const { version } = JSON.parse(data) as { version: number }; // written by the queue contract
    return `id: ${version}\nevent: snapshot\ndata: ${data}\n\n`;
  }

  private send(text: string): void {
    for (const board of this.boards) {
      if (board.raw.writableLength > MOST_UNSENT_BYTES) {
        board.raw.destroy();
      } else {
        board.raw.write(text);
      }
    }
  }
}
