import { Controller, Get, Req, Res } from '@nestjs/common';
import { notFound } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import { measurements } from '@pst/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Route } from '../http/asks.ts';
import { Farewell } from '../http/farewell.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** For whoever runs the system: `/healthz` the process lives, `/readyz` it can do its work. */
@Controller()
export class HealthController {
  constructor(
    private readonly bus: Bus,
    private readonly farewell: Farewell,
  ) {}

  @Get('healthz')
  @Route({ allow: 'anyone', summary: 'The process lives' })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Route({ allow: 'anyone', summary: 'Ready for requests, dependency by dependency' })
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const nats = this.bus.isUp;
    const ready = nats && !this.farewell.begun;
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'not-ready', dependencies: { nats } };
  }

  /** On the same port as everything else, so only for whoever asks from the machine itself. */
  @Get('metrics')
  @Route({
    allow: 'anyone',
    summary: 'Prometheus metrics, for the machine itself',
    produces: 'text/plain',
  })
  metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const measured = measurements();
    if (measured === undefined || !LOOPBACK.test(request.ip)) {
      throw notFound.error({});
    }
    reply.hijack();
    measured.write(request.raw, reply.raw);
  }
}
