import { senderOf, type IncomingMail } from '@pst/mailbox';
import type { BounceReason } from '../domain/message.ts';

/** What a mail server reports of a mail of ours. */
export interface Bounce {
  /** Ids that stand in the report where our Message-ID would: one of them may be a message's. */
  readonly messageIds: readonly string[];
  readonly reason: BounceReason;
}

const MOST_IDS = 10;
/** RFC 3463: class, subject, detail. */
const STATUS = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)/;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OUR_IDS = new RegExp(`^(?:message-id:\\s*<|original-envelope-id:\\s*)(${UUID})`, 'gim');
/** Of servers that write their reports for people. */
const NOT_YET = /\b(delayed|warning|will (continue|keep|retry|be retried)|still trying)\b/i;
const NO_SUCH_ADDRESS =
  /\b(user|mailbox|recipient|address|account|host|domain)\b.{0,40}\b(unknown|not found|does not exist|doesn't exist|unavailable|disabled|invalid|not active)|\b(unknown|no such|invalid) (user|mailbox|recipient|address|account|host|domain)|doesn't have a .{0,40}account/is;
const FULL = /\b(over ?quota|quota exceeded|mailbox (is )?full|exceed\w* .{0,20}quota)\b/i;

/**
 * Reads a report of a mail server (RFC 3464, or in words); undefined for any other mail. Holiday notes quote
 * a Message-ID only in `In-Reply-To`, which is not looked at, and a read receipt is no bounce.
 */
export function bounceIn(mail: IncomingMail, ownAddress: string): Bounce | undefined {
  const type = mail.headers.get('content-type') ?? '';
  if (
    senderOf(mail, ownAddress) !== 'bounce' ||
    /report-type="?disposition-notification/i.test(type)
  ) {
    return undefined;
  }
  const found = [mail.text, mail.returned].flatMap((part) => [...part.matchAll(OUR_IDS)]);
  const messageIds = [...new Set(found.map(([, id = '']) => id.toLowerCase()))].slice(0, MOST_IDS);
  const reason = reasonOf(mail);
  return reason === undefined ? undefined : { messageIds, reason };
}

function reasonOf({ text, subject }: IncomingMail): BounceReason | undefined {
  const action = field(text, 'action');
  if (action !== undefined && !/^(failed|delayed)/i.test(action)) {
    return undefined;
  }
  // The server that refused knows more than the one that reports it.
  const diagnostic = STATUS.exec(field(text, 'diagnostic-code') ?? '');
  const status = diagnostic ?? STATUS.exec(field(text, 'status') ?? '') ?? STATUS.exec(text);
  const temporary = action === undefined ? NOT_YET.test(`${subject}\n${text}`) : /^d/i.test(action);
  return temporary ? 'delayed' : (byStatus(status) ?? byWords(text));
}

/** Nothing where the status is missing or says no more than that it failed. */
function byStatus(status: RegExpExecArray | null): BounceReason | undefined {
  const [, cls, subject, detail] = status ?? [];
  switch (`${subject}.${detail}`) {
    case '2.2':
      return 'mailbox-full';
    case '2.3':
    case '3.4':
      return 'too-large';
    // These two are about the sender.
    case '1.7':
    case '1.8':
      return 'refused';
    case '2.1':
    case '4.4':
      return cls === '5' ? 'no-such-address' : undefined;
    default:
      return (
        (subject === '7' ? 'refused' : undefined) ??
        (subject === '1' && cls === '5' ? 'no-such-address' : undefined)
      );
  }
}

function byWords(text: string): BounceReason {
  return FULL.test(text)
    ? 'mailbox-full'
    : NO_SUCH_ADDRESS.test(text)
      ? 'no-such-address'
      : 'not-deliverable';
}

function field(text: string, name: string): string | undefined {
  return new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t]+.*)*)`, 'im').exec(text)?.[1];
}
