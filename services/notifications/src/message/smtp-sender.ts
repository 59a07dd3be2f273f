import type { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import type { NotificationsConfig } from '../notifications.config.ts';
import type { OptOut } from './opt-out-links.ts';

type MailSettings = Pick<
  NotificationsConfig,
  'SMTP_URL' | 'MAIL_FROM' | 'DKIM_SELECTOR' | 'DKIM_PRIVATE_KEY'
>;

export interface Mail {
  /** Id of the command; it becomes the Message-ID, so a repeated mail is recognisable as one. */
  readonly id: string;
  readonly to: string;
  /** Where an answer goes, and the word in our Message-ID by which it is known again. */
  readonly answers?: { readonly to: string; readonly token: string };
  /** How its reader declines more of the kind; only mails that can be declined have it. */
  readonly optOut?: OptOut;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly { readonly filename: string; readonly content: Readable }[];
}

/** What became of a mail; `code` never holds the server's words, which may repeat the address. */
export type SmtpOutcome =
  | { readonly kind: 'sent' }
  /** It had the whole mail and the connection ended: whether it keeps it nobody knows. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly code: string };

function replyCode(error: unknown): number | undefined {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
    ? error.responseCode
    : undefined;
}

/** What a signature answers for: RFC 8058 wants both of the last two. */
const SIGNED =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:List-Id:List-Unsubscribe:List-Unsubscribe-Post';

/** RFC 3463: the address of the reader is wrong, or its mailbox was closed. */
const NO_SUCH_ADDRESS = /^5\d\d[ -]5\.(1\.[0-6]|1\.10|2\.1)\b/;

function responseOf(error: unknown): string {
  return error instanceof Error && 'response' in error ? String(error.response) : '';
}

function isLoginFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAUTH';
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** nodemailer reports the end of a mail's last byte to its logger, and to nobody else. */
function noticing(wholeMailIsOut: () => void) {
  const ignore = () => undefined;
  return {
    level: ignore,
    trace: ignore,
    debug: ignore,
    info: ({ tnx }: { tnx?: string }) => (tnx === 'message' ? wholeMailIsOut() : undefined),
    warn: ignore,
    error: ignore,
    fatal: ignore,
  };
}

/** The bare address in `Name <address>`. */
export const addressIn = (mailbox: string): string =>
  /[^<>\s]+@[^<>\s]+/.exec(mailbox)?.[0] ?? mailbox;

/** A connection that is kept between mails and carries one at a time, so that what is noticed is about that. */
interface Line {
  readonly transport: Transporter;
  wholeMailIsOut: boolean;
}

/** Hands mails to the SMTP server and never throws for what the server or the network does. */
export class SmtpSender {
  private readonly domain: string;
  private readonly idle: Line[] = [];

  constructor(private readonly settings: MailSettings) {
    this.domain = addressIn(settings.MAIL_FROM).split('@')[1] ?? 'localhost';
  }

  /** Ends the connections that wait for the next mail; it gets a new one. */
  close(): void {
    this.idle.splice(0).forEach(({ transport }) => transport.close());
  }

  async send({ id, attachments = [], answers, optOut, ...mail }: Mail): Promise<SmtpOutcome> {
    const { MAIL_FROM: from } = this.settings;
    const line = this.idle.pop() ?? this.newLine();
    line.wholeMailIsOut = false;
    try {
      await line.transport.sendMail({
        ...mail,
        attachments: [...attachments],
        from,
        ...(answers && { replyTo: answers.to }),
        // Where the server can (RFC 3461), its report names the command and leaves the files out.
        dsn: { id, return: 'headers', notify: ['failure', 'delay'], recipient: mail.to },
        messageId: `<${id}${answers ? `.${answers.token}` : ''}@${this.domain}>`,
        // RFC 3834, and the same in the dialect of Exchange: no holiday note answers a machine.
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(optOut && {
            'List-Id': `<undangan.${this.domain}>`,
            'List-Unsubscribe': `<${optOut.oneClick}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
        },
      });
      return { kind: 'sent' };
    } catch (error) {
      if (isMissingFile(error)) {
        return { kind: 'refused', permanent: true, code: 'attachment-missing' };
      }
      // Every failure is an outcome to be stored: without a reply code it was the network.
      const reply = replyCode(error);
      if (reply === undefined && line.wholeMailIsOut) {
        return { kind: 'unanswered' };
      }
      return {
        kind: 'refused',
        // A 535 means that our own login is wrong; it says nothing about this mail.
        permanent: reply !== undefined && reply >= 500 && !isLoginFailure(error),
        code:
          reply === undefined
            ? 'smtp-unreachable'
            : NO_SUCH_ADDRESS.test(responseOf(error))
              ? 'no-such-address'
              : `smtp-${reply}`,
      };
    } finally {
      this.idle.push(line);
    }
  }

  private newLine(): Line {
    const { SMTP_URL: url, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = this.settings;
    const line: Line = {
      wholeMailIsOut: false,
      transport: createTransport({
        url,
        pool: true,
        maxConnections: 1,
        // Nobody but the message's own rules repeats a mail.
        maxRequeues: 0,
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 30_000,
        logger: noticing(() => (line.wholeMailIsOut = true)),
        ...(DKIM_SELECTOR &&
          DKIM_PRIVATE_KEY && {
            dkim: {
              domainName: this.domain,
              keySelector: DKIM_SELECTOR,
              privateKey: DKIM_PRIVATE_KEY,
              headerFieldNames: SIGNED,
            },
          }),
      }),
    };
    return line;
  }
}
