import { Controller, Get, Res } from '@nestjs/common';
import { Bus } from '@pst/messaging';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/asks.ts';

/** For whoever runs the system: `/healthz` the process lives, `/readyz` it can do its work. */
@Controller()
export class HealthController {
  constructor(private readonly bus: Bus) {}

  @Get('healthz')
  @Route({ allow: 'anyone', summary: 'The process lives' })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Route({ allow: 'anyone', summary: 'Ready for requests, dependency by dependency' })
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const nats = this.bus.isUp;
    void reply.status(nats ? 200 : 503);
    return { status: nats ? 'ready' : 'not-ready', dependencies: { nats } };
  }
}
