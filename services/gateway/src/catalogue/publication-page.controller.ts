import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { notFound, ProblemError, readPublication } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.ts';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Settings } from '../http/injected.ts';
import { Services } from '../http/services.ts';
import { pageAbout } from './schema-org.ts';

/** A publication's page as whoever runs no scripts sees it: search engines and previews of links. */
@Controller('katalog')
export class PublicationPageController {
  private page: string | undefined;

  constructor(
    private readonly services: Services,
    @Settings() private readonly config: GatewayConfig,
  ) {}

  @Get(':publicationId')
  @Asks(readPublication, { produces: 'text/html', summary: 'The page of a publication' })
  async read(
    @Param('publicationId') publicationId: string,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const page = this.clientPage();
    void reply.headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    try {
      const publication = await this.services.ask(readPublication, { publicationId }, from);
      void reply.status(publication.withdrawn ? 410 : 200);
      return publication.withdrawn ? page : pageAbout(page, publication, this.config.PUBLIC_URL);
    } catch (error) {
      if (!(error instanceof ProblemError)) {
        throw error;
      }
      // The client itself says what is wrong, in words for people; an address that no id fits is nowhere.
      void reply.status(error.status === 400 ? 404 : error.status);
      return page;
    }
  }

  private clientPage(): string {
    const file = join(this.config.WEB_DIST ?? '', 'index.html');
    if (this.config.WEB_DIST === undefined || !existsSync(file)) {
      throw notFound.error({});
    }
    return (this.page ??= readFileSync(file, 'utf8'));
  }
}
