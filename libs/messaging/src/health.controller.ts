import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import { measurements } from '@pst/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Bus } from './bus.ts';

/** Whether the process wants work; turned off first when it stops, so that nobody sends it more. */
export class Readiness {
  stopping = false;
}

/** `/healthz`: the event loop turns. `/readyz`: the process can do its work, part by part; `/metrics`. */
@Controller()
export class HealthController {
  constructor(
    @Inject(Bus) private readonly bus: Bus,
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  @Get('healthz')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Prometheus's text form; 404 where telemetry was not preloaded. */
  @Get('metrics')
  metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const measured = measurements();
    if (measured === undefined) {
      throw new NotFoundException('Telemetry is off');
    }
    reply.hijack();
    measured.write(request.raw, reply.raw);
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [postgres, oldestUnpublishedSeconds] = await this.source
      .query(
        `select extract(epoch from now() - min(created_at))::int as age
         from outbox where published_at is null`,
      )
      .then(
        ([row]: { age: number | null }[]) => [true, row?.age ?? 0] as const,
        () => [false, null] as const,
      );
    const ready = postgres && this.bus.isUp && !this.readiness.stopping;
    void reply.status(ready ? 200 : 503);
    return {
      status: ready ? 'ready' : 'not-ready',
      dependencies: { postgres, nats: this.bus.isUp },
      oldestUnpublishedSeconds,
    };
  }
}
