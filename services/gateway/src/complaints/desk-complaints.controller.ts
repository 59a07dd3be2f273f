import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  checkTranscript,
  findSimilarComplaints,
  findSimilarToDraft,
  handleComplaint,
  listComplaints,
  mergeComplaint,
  openDeskAttachment,
  readComplaint,
  readOriginal,
  redactComplaint,
  transcribeComplaint,
  unmergeComplaint,
} from '@pst/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From } from '../http/asking.ts';
import { Asks } from '../http/asks.ts';
import { Services, within } from '../http/services.ts';
import { StoredFiles } from '../http/stored-files.ts';

/** The handlers' side of the complaint register. */
@Controller('v1/desk/complaints')
export class DeskComplaintsController {
  constructor(
    private readonly services: Services,
    private readonly files: StoredFiles,
  ) {}

  @Get()
  @Asks(listComplaints)
  list(@Query() query: Record<string, unknown>, @From() from: FastifyRequest) {
    return this.services.pass(listComplaints, query, from);
  }

  @Post()
  @Asks(transcribeComplaint, { status: 201 })
  transcribe(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(transcribeComplaint, body, from);
  }

  /** Reports that may be about the same thing as what is being written down; POST, for its words are in no address. */
  @Post('similar')
  @Asks(findSimilarToDraft, { status: 200 })
  similarToDraft(@Body() body: unknown, @From() from: FastifyRequest) {
    return this.services.pass(findSimilarToDraft, body, from);
  }

  @Get(':complaintId')
  @Asks(readComplaint)
  read(@Param('complaintId') complaintId: string, @From() from: FastifyRequest) {
    return this.services.pass(readComplaint, { complaintId }, from);
  }

  @Get(':complaintId/attachments/:attachmentId')
  @Asks(openDeskAttachment, { produces: 'application/octet-stream', limit: 'file' })
  async openAttachment(
    @Param('complaintId') complaintId: string,
    @Param('attachmentId') attachmentId: string,
    @From() from: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.services.ask(openDeskAttachment, { complaintId, attachmentId }, from);
    await this.files.send(file, from, reply, 'attachment');
  }

  /** Reports that may be about the same thing. */
  @Get(':complaintId/similar')
  @Asks(findSimilarComplaints)
  similar(@Param('complaintId') complaintId: string, @From() from: FastifyRequest) {
    return this.services.pass(findSimilarComplaints, { complaintId }, from);
  }

  @Post(':complaintId/merge')
  @Asks(mergeComplaint)
  merge(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(mergeComplaint, within(body, { complaintId }), from);
  }

  @Post(':complaintId/unmerge')
  @Asks(unmergeComplaint)
  unmerge(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(unmergeComplaint, within(body, { complaintId }), from);
  }

  @Post(':complaintId/transcript-check')
  @Asks(checkTranscript)
  checkTranscript(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(checkTranscript, within(body, { complaintId }), from);
  }

  /** Takes words that tell of a person out of the subject or a word of the thread. */
  @Post(':complaintId/redaction')
  @Asks(redactComplaint)
  redact(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(redactComplaint, within(body, { complaintId }), from);
  }

  /** What a text said before words were taken out. */
  @Post(':complaintId/original')
  @Asks(readOriginal)
  original(
    @Param('complaintId') complaintId: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(readOriginal, within(body, { complaintId }), from);
  }

  /** `classify`, `assign`, `initial-response`, `substantive-response` or `close`. */
  @Post(':complaintId/:action')
  @Asks(handleComplaint)
  handle(
    @Param('complaintId') complaintId: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @From() from: FastifyRequest,
  ) {
    return this.services.pass(handleComplaint, within(body, { complaintId, action }), from);
  }
}
