import { Injectable } from '@nestjs/common';
import { Config } from '@pst/messaging';
import { fetchMail, mailboxClient } from './mailbox-client.ts';
import type { MailboxSettings } from './mailbox-settings.ts';
import type { MailPlace } from './mailbox-places.ts';

/** Long enough for a large mail, short enough for somebody who waits. */
const TIMEOUT_MS = 20_000;

/** Reads a single mail that was seen before, over a connection of its own, and changes nothing. */
@Injectable()
export class MailboxReader {
  constructor(@Config() private readonly config: MailboxSettings) {}

  /**
   * Its bytes; undefined when it does not lie there any more, or the mailbox was numbered anew since.
   *
   * @throws an error when the mailbox cannot be reached, or none is followed.
   */
  async read({ mailbox, validity, uid }: MailPlace): Promise<Buffer | undefined> {
    if (this.config.MAILBOX_URL === undefined) {
      throw new Error('No mailbox is followed');
    }
    const client = mailboxClient(new URL(this.config.MAILBOX_URL), TIMEOUT_MS);
    try {
      await client.connect();
      const { uidValidity } = await client.mailboxOpen(mailbox, { readOnly: true });
      return String(uidValidity) === validity ? (await fetchMail(client, uid))?.source : undefined;
    } finally {
      client.close();
    }
  }
}
