import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@pst/config';
import { Config, Log } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { describeError, type Logger } from '@pst/telemetry';
import type { ImapFlow } from 'imapflow';
import type { IncomingMail } from './incoming-mail.ts';
import { fetchMail, mailboxClient, mailboxName } from './mailbox-client.ts';
import type { MailboxSettings } from './mailbox-settings.ts';
import { MailboxPlaces, type MailPlace, type Place } from './mailbox-places.ts';
import { readMail } from './read-mail.ts';

const TRIES = 5;

/** What a service makes of the mails in the mailbox that it follows. */
export abstract class MailboxIntake {
  /** May see a mail again that it was given before, when the mailbox numbers its mails anew. */
  abstract receive(tx: Tx, mail: IncomingMail, arrivedAt: Date, place: MailPlace): Promise<void>;
  /** A mail that failed five times. Those behind it go on. */
  abstract setAside(tx: Tx, place: MailPlace, arrivedAt: Date): Promise<void>;
}

/**
 * Reads a mailbox and changes nothing in it. The server's word (IDLE) makes it quick, and a look
 * every few minutes makes it certain, for an idling connection dies without a sound. The place in the
 * mailbox moves in the transaction that takes the mail in: a crash loses none and takes none twice, and
 * of several replicas one takes it.
 */
@Injectable()
export class MailboxWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private client: ImapFlow | undefined;
  private stopping = false;
  private news = Promise.withResolvers<void>();
  private watching: Promise<void> = Promise.resolve();
  private readonly failures = new Map<number, number>();

  constructor(
    private readonly places: MailboxPlaces,
    private readonly intake: MailboxIntake,
    private readonly clock: Clock,
    @Config() private readonly config: MailboxSettings,
    @Log() private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.MAILBOX_URL !== undefined) {
      this.watching = this.watch(new URL(this.config.MAILBOX_URL));
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    this.client?.close();
    this.news.resolve();
    await this.watching;
  }

  private async watch(url: URL): Promise<void> {
    const name = mailboxName(url);
    while (!this.stopping) {
      const client = this.clientOf(url);
      this.client = client;
      try {
        await client.connect();
        await client.mailboxOpen(name, { readOnly: true });
        while (!this.stopping) {
          this.news = Promise.withResolvers<void>();
          await this.catchUp(client, name);
          // Ends by itself with the next command; what goes wrong, that command meets as well.
          client.idle().catch(() => {});
          await this.rest();
        }
      } catch (error) {
        if (!this.stopping) {
          this.log.warn(describeError(error), 'mailbox not read, it will be tried again');
          await this.rest();
        }
      } finally {
        client.close();
      }
    }
  }

  private clientOf(url: URL): ImapFlow {
    const client = mailboxClient(url, this.pollMs);
    client.on('exists', () => this.news.resolve());
    return client;
  }

  private async catchUp(client: ImapFlow, name: string): Promise<void> {
    if (!client.mailbox) {
      throw new Error('No mailbox is open');
    }
    const place = await this.places.in(name, client.mailbox);
    const found = await client.search(
      { uid: `${place.lastUid + 1}:*`, ...(place.since && { since: place.since }) },
      { uid: true },
    );
    // "n:*" names the last mail even when n lies behind it.
    const waiting = (found || []).filter((uid) => uid > place.lastUid).toSorted((a, b) => a - b);
    for (const uid of waiting) {
      const mail = await fetchMail(client, uid);
      if (mail !== undefined) {
        const { source, internalDate: arrivedAt = this.clock.now() } = mail;
        await this.take(place, { uid, source, arrivedAt });
      }
    }
  }

  private async take(
    place: Place,
    { uid, source, arrivedAt }: { uid: number; source: Buffer; arrivedAt: Date },
  ): Promise<void> {
    const { mailbox, validity } = place;
    const lies = { mailbox, validity, uid };
    try {
      const mail = await readMail(source);
      await this.places.move(place, uid, (tx) =>
        place.since !== undefined && arrivedAt < place.since
          ? Promise.resolve()
          : this.intake.receive(tx, mail, arrivedAt, lies),
      );
      this.failures.delete(uid);
    } catch (error) {
      const failures = (this.failures.get(uid) ?? 0) + 1;
      this.failures.set(uid, failures);
      if (failures < TRIES) {
        throw error;
      }
      this.log.error(
        { ...describeError(error), uid },
        'a mail is set aside, read it in the mailbox',
      );
      await this.places.move(place, uid, (tx) => this.intake.setAside(tx, lies, arrivedAt));
    }
  }

  private get pollMs(): number {
    return this.config.MAILBOX_POLL_SECONDS * 1_000;
  }

  /** Until the server says that something came, or until it is time to look. */
  private async rest(): Promise<void> {
    const over = new AbortController();
    const waited = pause(this.pollMs, undefined, { signal: over.signal }).catch(() => {});
    await Promise.race([this.news.promise, waited]);
    over.abort();
  }
}
