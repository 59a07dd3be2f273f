import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** What is past its time, or was. */
export interface Due {
  /** Mails that did not leave and whose address and content are no longer kept. */
  readonly contents: number;
  /** Lines of the log. */
  readonly messages: number;
  /** Suppressed addresses that expired or were lifted. */
  readonly addresses: number;
}

/** What ends when; `$2` is the instant before which it began. One condition for looking and for erasing. */
const CONTENTS = `from message where office = $1 and created_at < $2 and sealed is not null
  and status not in ('pending', 'sending')`;
const MESSAGES = `from message where office = $1 and created_at < $2
  and status not in ('pending', 'sending')`;
const ADDRESSES = `from suppression where office = $1 and coalesce(lifted_at, until) < $2`;

/**
 * Ends the message log. Of a mail that left nothing is kept but its line; of one that failed or was kept
 * back the content waits for somebody's word, and not for ever.
 */
@Injectable()
export class MessageRetention {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Looks, and changes nothing. */
  async due(office: string): Promise<Due> {
    const count = async (what: string, days: number) => {
      const [{ n }]: [{ n: number }] = await this.source.query(
        `select count(*)::int as n ${what}`,
        [office, this.before(days)],
      );
      return n;
    };
    const { contentDays, logDays } = this.profile.policies.mail;
    return {
      contents: await count(CONTENTS, contentDays),
      messages: await count(MESSAGES, logDays),
      addresses: await count(ADDRESSES, logDays),
    };
  }

  /** Erases what is due and answers how much that was; two at once share the work. */
  async erase(office: string): Promise<Due> {
    const changed = async (statement: string, days: number): Promise<number> => {
      const [, n]: [unknown, number] = await this.source.query(statement, [
        office,
        this.before(days),
      ]);
      return n;
    };
    const { contentDays, logDays } = this.profile.policies.mail;
    return {
      contents: await changed(
        `update message set sealed = null where id in (select id ${CONTENTS})`,
        contentDays,
      ),
      messages: await changed(`delete ${MESSAGES}`, logDays),
      addresses: await changed(`delete ${ADDRESSES}`, logDays),
    };
  }

  private before(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }
}
