import { Controller } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { complaintDueSoon, complaintEscalated, messageTo, type EventOf } from '@pst/contracts';
import { Config, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { In } from 'typeorm';
import { Account } from '../domain/account.ts';
import { personOf } from '../sealed-account.ts';

type DueSoon = EventOf<typeof complaintDueSoon>;

/** Mails officers about the date of a complaint, and the head about one that passed. */
@Controller()
export class MailDeadlineHandler {
  constructor(
    private readonly personal: PersonalData,
    private readonly time: WorkingTime,
    @Config() private readonly config: CoreConfig,
  ) {}

  @OnEvent(complaintDueSoon)
  remind(event: DueSoon, tx: Tx): Promise<void> {
    const link = new URL('/meja/pengaduan', this.config.PUBLIC_URL).href;
    return this.mail(event, tx, { broken: false, link });
  }

  /** Without a link: who oversees the work does not read the cases. */
  @OnEvent(complaintEscalated)
  escalate(event: EventOf<typeof complaintEscalated>, tx: Tx): Promise<void> {
    return this.mail(event, tx, { broken: true, link: null });
  }

  private async mail(
    { office, data }: Pick<DueSoon, 'office' | 'data'>,
    tx: Tx,
    how: { broken: boolean; link: string | null },
  ): Promise<void> {
    const { accountIds, complaintId, number, deadline, dueAt } = data;
    const accounts = await tx.db.findBy(Account, { id: In(accountIds), office });
    for (const account of accounts.filter(({ emailSealed }) => emailSealed !== null)) {
      const { name, email } = personOf(account, this.personal);
      const { language } = account;
      await tx.send(
        messageTo({
          office,
          to: email,
          language,
          cause: { kind: 'complaint-deadline', id: complaintId },
          content: {
            template: 'complaint-deadline',
            name,
            number,
            deadline,
            due: this.time.inWords(new Date(dueAt), language),
            ...how,
          },
        }),
      );
    }
  }
}
