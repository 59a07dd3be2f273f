import { createTransport } from 'nodemailer';

export interface Mail {
  /** Id of the command; it becomes the Message-ID, so a repeated mail is recognisable as one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly { readonly filename: string; readonly path: string }[];
}

/** What became of a mail; `code` never holds the server's words, which may repeat the address. */
export type SmtpOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly permanent: boolean; readonly code: string };

function replyCode(error: unknown): number | undefined {
  return error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
    ? error.responseCode
    : undefined;
}

function isLoginFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAUTH';
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Hands mails to the SMTP server and never throws for what the server or the network does. */
export class SmtpSender {
  private readonly transport;

  constructor(
    smtpUrl: string,
    private readonly from: string,
    private readonly domain: string,
  ) {
    this.transport = createTransport({
      url: smtpUrl,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    });
  }

  async send({ id, attachments = [], ...mail }: Mail): Promise<SmtpOutcome> {
    try {
      await this.transport.sendMail({
        ...mail,
        attachments: [...attachments],
        from: this.from,
        messageId: `<${id}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { kind: 'sent' };
    } catch (error) {
      if (isMissingFile(error)) {
        return { kind: 'refused', permanent: true, code: 'attachment-missing' };
      }
      // Every failure is an outcome to be stored: without a reply code it was the network.
      const reply = replyCode(error);
      return {
        kind: 'refused',
        // A 535 means that our own login is wrong; it says nothing about this mail.
        permanent: reply !== undefined && reply >= 500 && !isLoginFailure(error),
        code: reply === undefined ? 'smtp-unreachable' : `smtp-${reply}`,
      };
    }
  }
}
