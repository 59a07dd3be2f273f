import { Controller, Get, Param, Res } from '@nestjs/common';
import { findDelivery, openDeliveryFile } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';
import { beginsReading, StoredFiles } from '../http/stored-files.ts';

/** What a download link from a mail opens; the token is the right to it. */
@Controller('v1/deliveries/:token')
export class DeliveriesController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
  ) {}

  @Get()
  @Asks(findDelivery)
  find(@Param('token') token: string, @From() from: FastifyRequest) {
    return this.services.pass(findDelivery, { token }, from);
  }

  @Get('files/:n')
  @Asks(openDeliveryFile, { produces: 'application/pdf', limit: 'file' })
  async file(
    @Param('token') token: string,
    @Param('n') n: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Fastify answers HEAD by this route as well; only what begins a person's reading is counted.
    const counts = beginsReading(from);
    const file = await this.services.ask(openDeliveryFile, { token, n, counts }, from);
    await this.files.send(file, from, reply);
  }
}
