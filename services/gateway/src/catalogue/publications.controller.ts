import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import {
  citePublication,
  exportPublication,
  keepPosition,
  openCover,
  openSoftcopy,
  readPosition,
  readPublication,
  searchPages,
  searchPublications,
  suggestTitles,
} from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { HotReads } from '../http/hot-reads.ts';
import { Services, within } from '../http/services.ts';
import { attached, StoredFiles } from '../http/stored-files.ts';
import { OpenedSoftcopies } from './opened-softcopies.ts';
import { CITATION_TYPES, RECORD_TYPES } from './record-types.ts';

/** The catalogue as everybody sees it, and the reader's PDF bytes. */
@Controller('v1')
export class PublicationsController {
  constructor(
    private readonly services: Services,
    private readonly hot: HotReads,
    private readonly files: StoredFiles,
    private readonly opened: OpenedSoftcopies,
  ) {}

  @Get('publications')
  @Asks(searchPublications)
  search(
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    // A search with words is counted by the catalogue, so every one of them goes there.
    return query['q'] === undefined || query['q'] === ''
      ? this.hot.pass(searchPublications, query, from, reply)
      : this.services.pass(searchPublications, query, from);
  }

  @Get('suggestions')
  @Asks(suggestTitles)
  suggest(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(suggestTitles, query, from);
  }

  @Get('pages')
  @Asks(searchPages)
  searchPages(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(searchPages, query, from);
  }

  @Get('publications/:publicationId/pages')
  @Asks(searchPages)
  searchWithin(
    @Param('publicationId') publicationId: string,
    @Query() query: Record<string, unknown>,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(searchPages, { ...query, publicationId }, from);
  }

  @Get('publications/:publicationId')
  @Asks(readPublication)
  read(
    @Param('publicationId') publicationId: string,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.hot.pass(readPublication, { publicationId }, from, reply);
  }

  @Get('publications/:publicationId/reading-position')
  @Asks(readPosition)
  readPosition(@Param('publicationId') publicationId: string, @From() from: FastifyRequest) {
    return this.services.pass(readPosition, { publicationId }, from);
  }

  @Put('publications/:publicationId/reading-position')
  @Asks(keepPosition, { status: 204 })
  keepPosition(
    @Param('publicationId') publicationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(keepPosition, within(body, { publicationId }), from);
  }

  /** The citation itself, in the media type of its format. */
  @Get('publications/:publicationId/citation')
  @Asks(citePublication, { produces: 'text/plain', alsoAs: CITATION_TYPES })
  async cite(
    @Param('publicationId') publicationId: string,
    @Query() { format }: { format?: 'apa' },
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const citation = await this.services.ask(
      citePublication,
      { publicationId, ...(format !== undefined && { format }) },
      from,
    );
    const name = encodeURIComponent(citation.fileName);
    void reply.headers({
      'content-type': citation.contentType,
      'content-disposition': `inline; filename*=UTF-8''${name}`,
    });
    return citation.text;
  }

  /** The record for another system, as a file. */
  @Get('publications/:publicationId/record')
  @Asks(exportPublication, { produces: 'application/xml', alsoAs: RECORD_TYPES })
  async record(
    @Param('publicationId') publicationId: string,
    @Query('format') format: 'marcxml',
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = await this.services.ask(exportPublication, { publicationId, format }, from);
    void reply.headers(attached(record));
    return record.text;
  }

  @Get('publications/:publicationId/cover')
  @Asks(openCover, { produces: 'image/jpeg', limit: 'file' })
  async cover(
    @Param('publicationId') publicationId: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.services.ask(openCover, { publicationId }, from);
    await this.files.send(file, from, reply);
  }

  @Get('publications/:publicationId/softcopy')
  @Asks(openSoftcopy, { produces: 'application/pdf', limit: 'file' })
  async softcopy(
    @Param('publicationId') publicationId: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.files.send(await this.opened.open(publicationId, from), from, reply);
  }
}
