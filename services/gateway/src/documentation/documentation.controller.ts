import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/asks.ts';
import { asyncApi } from './asyncapi.ts';
import { eventPage } from './event-page.ts';

/** The events for people; `/openapi.json` and `/docs` are served by Swagger's own module. */
@Controller()
export class DocumentationController {
  @Get('asyncapi.json')
  @Route({ allow: 'anyone', summary: 'Every event, as AsyncAPI 3.0' })
  asyncApi(): Record<string, unknown> {
    return asyncApi();
  }

  @Get('docs/events')
  @Route({ allow: 'anyone', summary: 'Every event, to read', produces: 'text/html' })
  events(@Res({ passthrough: true }) reply: FastifyReply): string {
    void reply.header('content-type', 'text/html; charset=utf-8');
    return eventPage();
  }
}
