import { Injectable } from '@nestjs/common';
import type { Language, SendMessage } from '@pst/contracts';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { canDecline, mannerOf } from './domain/manner.ts';
import { wordsOf } from './editions.ts';
import { OptOutLinks, type OptOut } from './opt-out-links.ts';
import { render } from './render.ts';

export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Only of what can be declined. */
  readonly optOut?: OptOut;
}

/** Writes a mail as its reader gets it: sent and previewed by one way. */
@Injectable()
export class Letters {
  constructor(
    private readonly optOuts: OptOutLinks,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  write(content: SendMessage['content'], language: Language, messageId: string): Letter {
    const optOut = canDecline(mannerOf(content.template)) ? this.optOuts.of(messageId) : undefined;
    const { name, address } = this.profile.office;
    return {
      ...render(wordsOf(content, language), language, {
        sender: `Pustaka PST, ${name}`,
        address,
        ...(optOut && { declineAt: optOut.page }),
      }),
      ...(optOut && { optOut }),
    };
  }
}
