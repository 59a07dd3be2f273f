import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import { linkSpelling, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { InstitutionBook } from '../institution-book.ts';

@Controller()
export class LinkSpellingHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly book: InstitutionBook,
  ) {}

  @Answers(linkSpelling)
  handle({ institutionId, key }: RequestOf<typeof linkSpelling>, caller: Caller) {
    return this.transaction.once(caller, async (tx) => {
      const institution = await this.book.locked(tx, caller.office, institutionId);
      await this.book.link(tx, institution, key, this.clock.now());
      return this.book.view(tx, institution);
    });
  }
}
