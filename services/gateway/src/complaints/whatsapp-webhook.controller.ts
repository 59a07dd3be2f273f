import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { confirmWhatsappWebhook, receiveWhatsapp } from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services } from '../http/services.ts';

/** Where the Cloud API calls. It signs what it says; the service that has the secret checks. */
@Controller('v1/webhooks/whatsapp')
export class WhatsappWebhookController {
  constructor(private readonly services: Services) {}

  @Get()
  @Asks(confirmWhatsappWebhook, { produces: 'text/plain' })
  async confirm(
    @Query() query: Record<string, string>,
    @From() from: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { reply: answer } = await this.services.pass(confirmWhatsappWebhook, query, from);
    void reply.header('content-type', 'text/plain; charset=utf-8');
    const said: unknown = JSON.parse(Buffer.from(answer.bytes).toString());
    return confirmWhatsappWebhook.reply.parse(said).challenge;
  }

  @Post()
  @Asks(receiveWhatsapp, { status: 200 })
  async receive(
    @Headers('x-hub-signature-256') signature: string | undefined,
    @From() from: FastifyRequest,
  ): Promise<string> {
    const body = from.rawBody?.toString('base64') ?? '';
    await this.services.ask(receiveWhatsapp, { body, signature: signature ?? '' }, from);
    return '';
  }
}
