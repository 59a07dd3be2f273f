import { ImapFlow } from 'imapflow';

/** What is longer is read so far; texts come before files. */
const MOST_BYTES = 30 * 1_048_576;

/** The name of the mailbox that the address names. */
export const mailboxName = (url: URL): string =>
  decodeURIComponent(url.pathname.slice(1)) || 'INBOX';

/** A connection to the server of the mailbox, not yet made. */
export function mailboxClient(url: URL, socketTimeout: number): ImapFlow {
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    // Its log would hold addresses and subjects.
    logger: false,
    disableAutoIdle: true,
    socketTimeout,
  });
  // Without a listener the process would end; whoever waits for a command is told as well.
  client.on('error', () => {});
  return client;
}

/** The bytes of a mail and when it arrived; undefined when none has that number. */
export async function fetchMail(
  client: ImapFlow,
  uid: number,
): Promise<{ source: Buffer; internalDate: Date | undefined } | undefined> {
  const mail = await client.fetchOne(
    String(uid),
    { source: { maxLength: MOST_BYTES }, internalDate: true },
    { uid: true },
  );
  return mail && mail.source
    ? {
        source: mail.source,
        internalDate: mail.internalDate === undefined ? undefined : new Date(mail.internalDate),
      }
    : undefined;
}
