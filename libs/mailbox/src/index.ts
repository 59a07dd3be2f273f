export { senderOf, type IncomingMail, type MailSender } from './incoming-mail.ts';
export { mailboxSettings, type MailboxSettings } from './mailbox-settings.ts';
export { MailboxIntake, MailboxWatch } from './mailbox-watch.ts';
export { MailboxPlaces } from './mailbox-places.ts';
export { readMail } from './read-mail.ts';
