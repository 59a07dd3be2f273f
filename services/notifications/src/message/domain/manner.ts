import type { SendMessage } from '@pst/contracts';
import type { InDoubt } from './message.ts';

type Template = SendMessage['content']['template'];

/**
 * What a mail is to its reader. `asked`: they wait for it now, having just named the address themselves.
 * `service`: the office's word in their matter. `reminder`: the same to a colleague,
 * and can wait for the office to open. `invitation`: it can wait, too, and can be declined. `news`: the same,
 * yet they asked for it once, and decline that and nothing else.
 */
export type Manner = 'asked' | 'service' | 'reminder' | 'invitation' | 'news';

const MANNERS: Record<Template, Manner> = {
  'account-verification': 'asked',
  'account-exists': 'asked',
  'password-reset': 'asked',
  'password-changed': 'asked',
  'second-factor-changed': 'asked',
  'complaint-received': 'asked',
  'one-time-code': 'asked',
  'staff-invitation': 'service',
  'softcopy-delivery': 'service',
  'request-declined': 'service',
  'request-revision': 'service',
  'complaint-answered': 'service',
  'complaint-deadline': 'reminder',
  'privacy-request-answered': 'service',
  'survey-invitation': 'invitation',
  'publication-news': 'news',
};

/** Waits for the office's working time; somebody who reads it at night can do nothing about it. */
export const canWait = (manner: Manner): boolean => manner === 'reminder' || canDecline(manner);

export const canDecline = (manner: Manner): boolean => manner === 'invitation' || manner === 'news';

/** A template that a newer release dropped is the office's word still. */
export const mannerOf = (template: string): Manner => Reflect.get(MANNERS, template) ?? 'service';

/**
 * What is done when nobody knows whether a mail left. Somebody waits before a screen for a link or a
 * code, and the second copy says the same under the same Message-ID; a delivery, an answer or a question
 * is sent twice by a person or not at all.
 */
export const inDoubt = (template: string): InDoubt =>
  mannerOf(template) === 'asked' || template === 'staff-invitation' ? 'repeat' : 'ask';
