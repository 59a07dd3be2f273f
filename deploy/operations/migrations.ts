import { migrate as accounts } from '../../services/accounts/src/database/data-source.ts';
import { migrate as catalogue } from '../../services/catalogue/src/database/data-source.ts';
import { migrate as complaints } from '../../services/complaints/src/database/data-source.ts';
import { migrate as documentDelivery } from '../../services/document-delivery/src/database/data-source.ts';
import { migrate as feedback } from '../../services/feedback/src/database/data-source.ts';
import { migrate as guestbook } from '../../services/guestbook/src/database/data-source.ts';
import { migrate as insights } from '../../services/insights/src/database/data-source.ts';
import { migrate as notifications } from '../../services/notifications/src/database/data-source.ts';

/**
 * Brings the database of each service up to date, given its URL. Safe to call from several processes at
 * once, and again: what is there already stays.
 */
export const migrations: ReadonlyMap<string, (url: string) => Promise<void>> = new Map([
  ['accounts', accounts],
  ['catalogue', catalogue],
  ['complaints', complaints],
  ['document-delivery', documentDelivery],
  ['feedback', feedback],
  ['guestbook', guestbook],
  ['insights', insights],
  ['notifications', notifications],
]);
