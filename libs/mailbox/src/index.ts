export { senderOf, type IncomingMail, type MailSender } from './incoming-mail.ts';
export { mailboxSettings, type MailboxSettings } from './mailbox-settings.ts';
export { MailboxIntake, MailboxWatch } from './mailbox-watch.ts';
export { MailboxReader } from './mailbox-reader.ts';
export { MailboxPlaces, type MailPlace } from './mailbox-places.ts';
export { readMail } from './read-mail.ts';
