import { Controller, Get, Res } from '@nestjs/common';
import { queueView, readQueue } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { LiveQueue } from './live-queue.ts';

/** Ticket numbers and counters for the waiting room. */
@Controller('v1/queue')
export class QueueController {
  constructor(
    private readonly hot: HotReads,
    private readonly live: LiveQueue,
  ) {}

  @Get()
  @Asks(readQueue)
  read(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.hot.pass(readQueue, {}, from, reply);
  }

  /** Server-sent events: `snapshot`, each with the whole queue; its id is the queue's version. */
  @Get('stream')
  @Asks(readQueue, { produces: 'text/event-stream', reply: queueView, limit: 'stream' })
  async stream(@From() from: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.live.follow(from, reply);
  }
}
