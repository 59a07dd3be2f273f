import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { listExports, openExport, type RequestOf } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { StoredFiles } from '../http/stored-files.ts';

/** Each day of the office as files for analysts. */
@Controller('v1/exports')
export class ExportsController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
  ) {}

  @Get()
  @Asks(listExports)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listExports, query, from);
  }

  /** `format` is `parquet` or `csv`. */
  @Get(':table/:date/:format')
  @Asks(openExport, { produces: 'application/octet-stream', limit: 'file' })
  async open(
    @Param() params: RequestOf<typeof openExport>,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.files.send(
      await this.services.ask(openExport, params, from),
      from,
      reply,
      'attachment',
    );
  }
}
