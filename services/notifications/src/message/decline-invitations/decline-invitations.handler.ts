import { Controller } from '@nestjs/common';
import { declineInvitations, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { Message } from '../domain/message.ts';
import { OptOutLinks } from '../opt-out-links.ts';
import { Suppressions } from '../suppressions.ts';

/** The reader of a mail wants no more invitations at its address. Said twice, it is so once. */
@Controller()
export class DeclineInvitationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly links: OptOutLinks,
    private readonly suppressions: Suppressions,
  ) {}

  @Answers(declineInvitations)
  async handle({ token }: RequestOf<typeof declineInvitations>): Promise<null> {
    const id = this.links.messageOf(token);
    return this.transaction.run(async (tx) => {
      const message = id === undefined ? null : await tx.db.findOneBy(Message, { id });
      if (message === null) {
        throw notFound.error({});
      }
      await this.suppressions.add(tx, message, 'opted-out');
      return null;
    });
  }
}
