import { Controller } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { messageTo, newsFound, type EventOf } from '@pst/contracts';
import { Config, OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { Account } from '../domain/account.ts';
import { personOf } from '../sealed-account.ts';

/** Mails a reader what came of what they follow; an account that was closed meanwhile hears nothing. */
@Controller()
export class MailNewsHandler {
  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  @OnEvent(newsFound)
  async handle({ office, data }: EventOf<typeof newsFound>, tx: Tx): Promise<void> {
    const account = await tx.db.findOneBy(Account, { id: data.accountId, office });
    if (account === null || account.emailSealed === null || !account.isVerified) {
      return;
    }
    const { name, email } = personOf(account, this.personal);
    const link = (path: string) => new URL(path, this.config.PUBLIC_URL).href;
    await tx.send(
      messageTo({
        office,
        to: email,
        language: account.language,
        cause: { kind: 'reader-news', id: account.id },
        content: {
          template: 'publication-news',
          name,
          publications: data.publications.map(({ publicationId, title }) => ({
            title,
            link: link(`/katalog/${publicationId}`),
          })),
          more: data.more,
          link: link('/akun'),
        },
      }),
    );
  }
}
