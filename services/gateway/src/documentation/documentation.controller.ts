import { Controller, Get, Res } from '@nestjs/common';
import { allEvents, subscriptions } from '@pst/contracts';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/asks.ts';
import { asyncApi } from './asyncapi.ts';
import { dataSchemaOf } from './event-schema.ts';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

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
    const rows = allEvents.map((event) => {
      const readers = Object.entries(subscriptions)
        .filter(([, events]) => events.includes(event))
        .map(([service]) => service);
      return `<section id="${event.type}"><h2><code>${event.type}</code></h2>
<p>Subject <code>${event.subjectFor('&lt;office&gt;')}</code> · announced by ${event.service} · read by ${readers.join(', ')}</p>
<details><summary>data</summary><pre>${escape(JSON.stringify(dataSchemaOf(event), null, 2))}</pre></details></section>`;
    });
    return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Events – Pustaka PST</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto;background:#f4f4f5;padding:1rem}h2{font-size:1.1rem}</style>
</head><body><h1>Events</h1>
<p>CloudEvents 1.0 in structured JSON on the JetStream stream <code>PST</code>; <a href="/asyncapi.json">AsyncAPI 3.0</a>. At least once, in order per subject, without personal data.</p>
${rows.join('\n')}</body></html>`;
  }
}
