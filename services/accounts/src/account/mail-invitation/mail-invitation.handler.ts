import { Controller } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { messageTo, surveyInvited, type EventOf } from '@pst/contracts';
import { Config, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { Account } from '../domain/account.ts';
import { personOf } from '../sealed-account.ts';

/** Asks by mail how a delivery or an online reading was; the survey itself waits in the account. */
@Controller()
export class MailInvitationHandler {
  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  @OnEvent(surveyInvited)
  async handle({ office, data }: EventOf<typeof surveyInvited>, tx: Tx): Promise<void> {
    if (data.accountId === undefined) {
      return;
    }
    const account = await tx.db.findOneBy(Account, { id: data.accountId, office });
    if (account === null || account.emailSealed === null || !account.isVerified) {
      return;
    }
    const { name, email } = personOf(account, this.personal);
    await tx.send(
      messageTo({
        office,
        to: email,
        language: account.language,
        cause: { kind: 'account', id: account.id },
        content: {
          template: 'survey-invitation',
          name,
          about: data.source,
          link: new URL('/akun', this.config.PUBLIC_URL).href,
        },
      }),
    );
  }
}
