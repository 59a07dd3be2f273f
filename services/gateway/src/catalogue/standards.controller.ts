import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { harvestRecords, retrieveRecords, writeNews, writeSitemap } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { From } from '../http/asking.ts';
import { Asks, Route } from '../http/asks.ts';
import { Settings } from '../http/injected.ts';
import { Services } from '../http/services.ts';

type Document =
  | typeof harvestRecords
  | typeof retrieveRecords
  | typeof writeSitemap
  | typeof writeNews;
type Arguments = Record<string, string | string[]>;

/** The catalogue in the forms of other libraries' standards, written by the catalogue itself. */
@Controller()
export class StandardsController {
  constructor(
    private readonly services: Services,
    @Settings() private readonly config: GatewayConfig,
  ) {}

  @Get('oai')
  @Asks(harvestRecords, { produces: 'text/xml', summary: 'OAI-PMH 2.0' })
  harvest(
    @Query() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(harvestRecords, given, from, reply);
  }

  /** The same with the arguments in a form, as OAI-PMH 2.0 (3.1.1) has it. */
  @Post('oai')
  @Asks(harvestRecords, {
    produces: 'text/xml',
    summary: 'OAI-PMH 2.0, with the arguments as a form',
    limit: 'read',
  })
  harvestByForm(
    @Body() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(harvestRecords, given, from, reply);
  }

  @Get('sru')
  @Asks(retrieveRecords, { produces: 'application/xml', summary: 'SRU 1.2 and 2.0' })
  retrieve(
    @Query() given: Arguments,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(retrieveRecords, given, from, reply);
  }

  @Get('sitemap.xml')
  @Asks(writeSitemap, { produces: 'application/xml', summary: 'The sitemap, by its parts' })
  sitemap(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.pass(writeSitemap, {}, from, reply);
  }

  @Get('sitemaps/:part')
  @Asks(writeSitemap, { produces: 'application/xml', summary: 'One part of the sitemap' })
  sitemapPart(
    @Param('part') part: string,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pass(writeSitemap, { part }, from, reply);
  }

  @Get('rss.xml')
  @Asks(writeNews, { produces: 'application/rss+xml', summary: 'New publications, as RSS 2.0' })
  news(@From() from: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.pass(writeNews, {}, from, reply);
  }

  @Get('robots.txt')
  @Route({ allow: 'anyone', produces: 'text/plain', summary: 'What search engines may fetch' })
  robots(@Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('content-type', 'text/plain; charset=utf-8');
    const sitemap = new URL('/sitemap.xml', this.config.PUBLIC_URL).href;
    return `User-agent: *\nAllow: /v1/publications/\nDisallow: /v1/\nDisallow: /meja\n\nSitemap: ${sitemap}\n`;
  }

  private async pass(
    contract: Document,
    given: Arguments,
    from: FastifyRequest,
    reply: FastifyReply,
  ) {
    const { contentType, text } = await this.services.ask(contract, given, from);
    void reply.header('content-type', contentType);
    return text;
  }
}
