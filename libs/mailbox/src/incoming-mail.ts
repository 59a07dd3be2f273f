/** A mail as its MIME was read: what the rules of the register look at. */
export interface IncomingMail {
  /** Names the mail among all that ever came: its Message-ID and what it says. */
  readonly identity: string;
  readonly from: { readonly name: string; readonly address: string } | undefined;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[];
  /** The mail, or its headers, that a mail server sends back with its report; else empty. */
  readonly returned: string;
  /** Message-IDs it answers, nearest last: `In-Reply-To` and `References` together. */
  readonly answers: readonly string[];
  /** By their names in lower case; what was folded is one line. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Whom a mail is from. Only a person's opens or continues a case. */
export type MailSender = 'person' | 'us' | 'bounce' | 'automatic' | 'list';

const SYSTEMS = /^(mailer-?daemon|postmaster|mail-?daemon|mdaemon)(@|$)/i;
const SYSTEM_NAMES = /^(mail delivery (sub)?system|mailer-daemon|postmaster)/i;
const AUTOMATIC_HEADERS = ['x-autoreply', 'x-autorespond', 'x-autoresponder'];
const LIST_HEADERS = ['list-id', 'list-post', 'list-unsubscribe'];
/** What machines without any of the headers write; at the beginning, for people quote such words. */
const AUTOMATIC_SUBJECT =
  /^(auto(matic)?[ -]?(reply|response)|out of (the )?office|balasan otomatis|sedang (cuti|dinas luar))\b/i;
const BOUNCE_SUBJECT =
  /^(undeliver(ed|able)|delivery (status notification|failure)|mail delivery (failed|error)|failure notice|returned mail|gagal terkirim)\b/i;

/**
 * Machines answer machines for ever, so nothing that a machine sent opens a case, continues one or gets
 * an answer (RFC 3834; family 7 of service-domain 2.3). Who a mail claims to be from decides nothing
 * else: that anybody may write there.
 */
export function senderOf(mail: IncomingMail, ownAddress: string): MailSender {
  const { headers, subject } = mail;
  const header = (name: string) => headers.get(name) ?? '';
  const address = mail.from?.address ?? '';
  if (address.toLowerCase() === ownAddress.toLowerCase()) {
    return 'us';
  }
  if (
    /^multipart\/report\b/i.test(header('content-type')) ||
    header('return-path') === '<>' ||
    headers.has('x-failed-recipients') ||
    SYSTEMS.test(address) ||
    SYSTEM_NAMES.test(mail.from?.name ?? '') ||
    BOUNCE_SUBJECT.test(subject)
  ) {
    return 'bounce';
  }
  if (
    !/^(no\b|$)/i.test(header('auto-submitted')) ||
    /auto.?reply/i.test(header('precedence')) ||
    AUTOMATIC_HEADERS.some((name) => headers.has(name)) ||
    AUTOMATIC_SUBJECT.test(subject)
  ) {
    return 'automatic';
  }
  return /list|bulk|junk/i.test(header('precedence')) ||
    LIST_HEADERS.some((name) => headers.has(name))
    ? 'list'
    : 'person';
}
