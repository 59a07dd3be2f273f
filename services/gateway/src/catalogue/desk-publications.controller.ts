import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  acceptSoftcopy,
  addCopy,
  addPublication,
  changeAccess,
  changeCopy,
  changePublication,
  changePublications,
  exportPublications,
  findDuplicates,
  listImports,
  mergePublications,
  readHistory,
  readImport,
  startImport,
  withdrawPublication,
} from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';
import { attached, StoredFiles } from '../http/stored-files.ts';
import { RECORD_TYPES } from './record-types.ts';

/** A hundred thousand records; a list is read as a whole. */
const IMPORT_LIMIT = 67_108_864;

/** The librarian's side of the catalogue. */
@Controller('v1/desk')
export class DeskPublicationsController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
  ) {}

  @Post('publications')
  @Asks(addPublication, { status: 201 })
  add(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(addPublication, body, from);
  }

  /** The same to many at once. */
  @Post('publications/batch')
  @Asks(changePublications)
  changeMany(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(changePublications, body, from);
  }

  @Get('publications/duplicates')
  @Asks(findDuplicates)
  duplicates(@From() from: FastifyRequest) {
    return this.services.pass(findDuplicates, {}, from);
  }

  /** The whole catalogue as one file, written part by part while it is sent. */
  @Get('publications/export')
  @Asks(exportPublications, { produces: 'text/csv', alsoAs: RECORD_TYPES, limit: 'file' })
  async exportAll(
    @Query('format') format: 'csv',
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const first = await this.services.ask(exportPublications, { format }, from);
    const { services } = this;
    async function* parts() {
      yield first.text;
      for (let { after } = first; after !== null;) {
        const part = await services.ask(exportPublications, { format, after }, from);
        yield part.text;
        ({ after } = part);
      }
    }
    await reply.headers(attached(first)).send(Readable.from(parts()));
  }

  @Patch('publications/:publicationId')
  @Asks(changePublication)
  change(
    @Param('publicationId') publicationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(changePublication, within(body, { publicationId }), from);
  }

  @Delete('publications/:publicationId')
  @Asks(withdrawPublication, { status: 204 })
  withdraw(@Param('publicationId') publicationId: string, @From() from: FastifyRequest) {
    return this.services.pass(withdrawPublication, { publicationId }, from);
  }

  @Post('publications/:publicationId/merge')
  @Asks(mergePublications)
  merge(
    @Param('publicationId') publicationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(mergePublications, within(body, { publicationId }), from);
  }

  @Get('publications/:publicationId/history')
  @Asks(readHistory)
  history(@Param('publicationId') publicationId: string, @From() from: FastifyRequest) {
    return this.services.pass(readHistory, { publicationId }, from);
  }

  @Patch('publications/:publicationId/copies/:copyId')
  @Asks(changeCopy)
  changeCopy(
    @Param('publicationId') publicationId: string,
    @Param('copyId') copyId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(changeCopy, within(body, { publicationId, copyId }), from);
  }

  @Patch('publications/:publicationId/softcopy')
  @Asks(changeAccess)
  changeAccess(
    @Param('publicationId') publicationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(changeAccess, within(body, { publicationId }), from);
  }

  @Post('publications/:publicationId/copies')
  @Asks(addCopy, { status: 201 })
  addCopy(
    @Param('publicationId') publicationId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(addCopy, within(body, { publicationId }), from);
  }

  /** The PDF as the body, or as the file of a form; `?access=` says who may read it. */
  @Put('publications/:publicationId/softcopy')
  @Asks(acceptSoftcopy, { consumes: 'application/pdf', limit: 'file' })
  async putSoftcopy(
    @Param('publicationId') publicationId: string,
    @Query('access') access: unknown,
    @Query('fileName') fileName: unknown,
    @From() from: FastifyRequest,
  ) {
    const received = await this.files.receive(from);
    try {
      return await this.services.pass(
        acceptSoftcopy,
        {
          publicationId,
          ...received,
          ...(fileName !== undefined && { fileName }),
          ...(access !== undefined && { access }),
        },
        from,
      );
    } finally {
      // Accepted bytes have another key by now; refused ones are not kept.
      await this.files.discard(received.incomingKey);
    }
  }

  @Get('imports')
  @Asks(listImports)
  listImports(@From() from: FastifyRequest) {
    return this.services.pass(listImports, {}, from);
  }

  @Post('imports')
  @Asks(startImport, { status: 202 })
  startImport(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(startImport, body, from);
  }

  /** The list as the body, or as the file of a form. */
  @Post('imports/file')
  @Asks(startImport, { status: 202, consumes: 'application/octet-stream', limit: 'file' })
  async importFile(
    @Query() { source, dryRun }: Record<string, unknown>,
    @From() from: FastifyRequest,
  ) {
    const { incomingKey } = await this.files.receive(from, IMPORT_LIMIT);
    try {
      const command = { source, dryRun: dryRun === 'true', incomingKey };
      return await this.services.pass(startImport, command, from);
    } finally {
      await this.files.discard(incomingKey);
    }
  }

  @Get('imports/:importId')
  @Asks(readImport)
  readImport(@Param('importId') importId: string, @From() from: FastifyRequest) {
    return this.services.pass(readImport, { importId }, from);
  }
}
