import { simpleParser } from 'mailparser';
import type { IncomingMail } from './incoming-mail.ts';

/** Longer texts are cut; the mail itself stays in the mailbox. */
const LONGEST_TEXT = 100_000;
/** What a report encloses: `message/rfc822`, `text/rfc822-headers` and the like. */
const RETURNED = /rfc822/i;

/** Reads the MIME of a mail, be it broken: every charset, nested parts, HTML without text. */
export async function readMail(source: Buffer): Promise<IncomingMail> {
  const mail = await simpleParser(source, { skipTextToHtml: true, skipImageLinks: true });
  const [from] = mail.from?.value ?? [];
  const subject = (mail.subject ?? '').trim();
  const text = (mail.text ?? '').replaceAll('\r\n', '\n').trim().slice(0, LONGEST_TEXT);
  return {
    identity: [mail.messageId, subject, text].join('\n'),
    from: from?.address ? { name: from.name, address: from.address } : undefined,
    subject,
    text,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      name: filename ?? contentType,
      content,
    })),
    returned: mail.attachments
      .filter(({ contentType }) => RETURNED.test(contentType))
      .map(({ content }) => content.toString('latin1'))
      .join('\n')
      .slice(0, LONGEST_TEXT),
    answers: [...[mail.references ?? []].flat(), ...[mail.inReplyTo ?? []].flat()],
    headers: new Map(
      mail.headerLines.map(({ key, line }) => [
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replaceAll(/\s+/g, ' ')
          .trim(),
      ]),
    ),
  };
}
