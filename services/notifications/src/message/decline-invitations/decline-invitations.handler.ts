import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { declineInvitations, messageDeclined, notFound, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import { mannerOf } from '../domain/manner.ts';
import { Message } from '../domain/message.ts';
import { OptOutLinks } from '../opt-out-links.ts';
import { Suppressions } from '../suppressions.ts';

/**
 * The reader of a mail wants no more of its kind. Invitations are kept from the address; news they had asked
 * a service for, so that one is told and ends it. Said twice, it is so once.
 */
@Controller()
export class DeclineInvitationsHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
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
      if (mannerOf(message.template) === 'news') {
        const { office, template } = message;
        const cause = { kind: message.causeKind, id: message.causeId };
        const at = this.clock.now();
        await tx.publish(
          messageDeclined.create(
            { messageId: message.id, template, cause, declinedAt: at.toISOString() },
            { office, about: message.id, at },
          ),
        );
      } else {
        await this.suppressions.add(tx, message, 'opted-out');
      }
      return null;
    });
  }
}
