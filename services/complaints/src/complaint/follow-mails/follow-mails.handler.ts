import { Controller } from '@nestjs/common';
import { messageBounced, messageFailed, messageSent, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { In } from 'typeorm';
import { AnswerMailSchema, type AnswerMailRow } from '../answer-mail.schema.ts';

type State = AnswerMailRow['state'];

/** Whether the mail about an answer left, and whether it came back. */
@Controller()
export class FollowMailsHandler {
  /** One that failed may be sent again by a person; one that came back was sent before. */
  @OnEvent(messageSent)
  sent({ data }: EventOf<typeof messageSent>, tx: Tx): Promise<void> {
    return this.note(tx, data, 'sent', ['pending', 'failed']);
  }

  @OnEvent(messageFailed)
  failed({ data }: EventOf<typeof messageFailed>, tx: Tx): Promise<void> {
    return this.note(tx, data, 'failed', ['pending']);
  }

  @OnEvent(messageBounced)
  bounced({ data }: EventOf<typeof messageBounced>, tx: Tx): Promise<void> {
    return this.note(tx, data, 'bounced', ['pending', 'sent', 'failed']);
  }

  private async note(
    tx: Tx,
    { cause }: { readonly cause: { readonly kind: string; readonly id: string } },
    state: State,
    from: State[],
  ): Promise<void> {
    if (cause.kind === 'complaint-answer') {
      await tx.db.update(AnswerMailSchema, { messageId: cause.id, state: In(from) }, { state });
    }
  }
}
