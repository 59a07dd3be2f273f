import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import {
  addComplaintMessage,
  attachFile,
  fileComplaint,
  openAttachment,
  rateComplaint,
  readComplaintStatus,
  readComplaintThread,
  reopenComplaint,
} from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Office } from '../http/injected.ts';
import { Services, within } from '../http/services.ts';
import { StoredFiles } from '../http/stored-files.ts';

/** The secret of the receipt; a header, because addresses end up in histories and logs. */
function pinOf(request: FastifyRequest): { pin: string } | undefined {
  const pin = request.headers['x-complaint-pin'];
  return typeof pin === 'string' ? { pin } : undefined;
}

/** The reporter's side of the complaint register. */
@Controller('v1/complaints')
export class ComplaintsController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  @Post()
  @Asks(fileComplaint, { status: 201, limit: 'mail', proofOfWork: true })
  file(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(fileComplaint, body, from);
  }

  /** Anybody with the code sees the status; with the PIN in `X-Complaint-Pin`, the thread. */
  @Get(':code')
  @Asks(readComplaintStatus)
  read(@Param('code') code: string, @From() from: FastifyRequest) {
    const pin = pinOf(from);
    return pin === undefined
      ? this.services.pass(readComplaintStatus, { code }, from)
      : this.services.pass(readComplaintThread, { code, ...pin }, from);
  }

  @Post(':code/messages')
  @Asks(addComplaintMessage, { status: 201 })
  addMessage(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(addComplaintMessage, within(body, { code, ...pinOf(from) }), from);
  }

  /** A photo or PDF as the file of a form, beside the newest message; `X-Complaint-Pin` as everywhere. */
  @Post(':code/attachments')
  @Asks(attachFile, { status: 201, consumes: 'multipart/form-data', limit: 'mail' })
  async attach(@Param('code') code: string, @From() from: FastifyRequest) {
    const { limitBytes } = this.profile.policies.complaints.attachments;
    const received = await this.files.receive(from, limitBytes);
    try {
      const body = { code, ...pinOf(from), ...received };
      return await this.services.pass(attachFile, body, from);
    } finally {
      await this.files.discard(received.incomingKey);
    }
  }

  @Get(':code/attachments/:attachmentId')
  @Asks(openAttachment, { produces: 'application/octet-stream', limit: 'file' })
  async openAttachment(
    @Param('code') code: string,
    @Param('attachmentId') attachmentId: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { pin = '' } = pinOf(from) ?? {};
    const file = await this.services.ask(openAttachment, { code, pin, attachmentId }, from);
    await this.files.send(file, from, reply, 'attachment');
  }

  @Post(':code/reopening')
  @Asks(reopenComplaint)
  reopen(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(reopenComplaint, within(body, { code, ...pinOf(from) }), from);
  }

  @Post(':code/rating')
  @Asks(rateComplaint, { status: 204 })
  rate(@Param('code') code: string, @Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(rateComplaint, within(body, { code, ...pinOf(from) }), from);
  }
}
