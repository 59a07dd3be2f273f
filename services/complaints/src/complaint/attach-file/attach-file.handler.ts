import { buffer } from 'node:stream/consumers';
import { Controller } from '@nestjs/common';
import {
  attachFile,
  attachmentRefused,
  complaintNotInState,
  notFound,
  openAttachment,
  openDeskAttachment,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Attachments } from '../attachments.ts';
import { Complaint } from '../domain/complaint.ts';
import { handlerOf } from '../handler-of.ts';
import { ReporterKey } from '../reporter-key.ts';

/** Keys under which the gateway puts uploads; anything else is not for taking. */
const INCOMING = /^incoming\/[0-9a-f-]{36}$/;

/** Files go in by the reporter's key, and out to whoever the case is open to. */
@Controller()
export class AttachFileHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly source: DataSource,
    private readonly key: ReporterKey,
    private readonly attachments: Attachments,
  ) {}

  @Answers(attachFile)
  async attach(command: RequestOf<typeof attachFile>, caller: Caller) {
    const { id } = await this.key.open(command, caller);
    const file = await this.attachments.bare(
      await this.upload(command.incomingKey),
      command.fileName,
    );
    // The same bytes again are the same attachment: an upload that is repeated needs no other key.
    return this.transaction.run(async (tx) => {
      const complaint = await tx.db.findOneOrFail(Complaint, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!complaint.isOpen) {
        throw complaintNotInState.error({ state: complaint.state, action: 'attach' });
      }
      return this.attachments.add(tx, complaint, file);
    });
  }

  @Answers(openAttachment)
  async open(command: RequestOf<typeof openAttachment>, caller: Caller) {
    const { id } = await this.key.open(command, caller);
    return this.attachments.open(this.source.manager, id, command.attachmentId);
  }

  @Answers(openDeskAttachment)
  async openAtDesk(command: RequestOf<typeof openDeskAttachment>, caller: Caller) {
    const { complaintId: id, attachmentId } = command;
    const complaint = await this.source.manager.findOneBy(Complaint, { id, office: caller.office });
    const visible = complaint?.isVisibleTo(handlerOf(caller)) === true && !complaint.isSealed;
    if (!visible) {
      throw notFound.error({});
    }
    return this.attachments.open(this.source.manager, id, attachmentId);
  }

  private async upload(key: string): Promise<Buffer> {
    const { storage, limitBytes } = this.attachments;
    const found = INCOMING.test(key) ? await storage.stat(key) : undefined;
    if (found === undefined) {
      throw notFound.error({});
    }
    if (found.bytes > limitBytes) {
      throw attachmentRefused.error({ reason: 'too-large' });
    }
    return buffer(storage.open(key));
  }
}
