import { z } from 'zod';
import { deviceKind, role } from '../actor.ts';
import { defineEvent } from '../define-event.ts';
import { id } from '../paging.ts';

/** Somebody registered; the e-mail is not verified yet. */
export const accountRegistered = defineEvent(
  'accounts.account.registered.v1',
  z.object({ accountId: id }),
);

/** The owner of the account proved that the e-mail address is theirs. */
export const accountVerified = defineEvent(
  'accounts.account.verified.v1',
  z.object({ accountId: id }),
);

/** The account is closed; every service erases the person and keeps the statistics. */
export const accountClosed = defineEvent('accounts.account.closed.v1', z.object({ accountId: id }));

/** An administrator changed what the account may do. */
export const accountRolesChanged = defineEvent(
  'accounts.account.roles-changed.v1',
  z.object({ accountId: id, roles: z.array(role) }),
);

/** An administrator gave a kiosk, board or workstation a token of its own. */
export const deviceRegistered = defineEvent(
  'accounts.device.registered.v1',
  z.object({ deviceId: id, kind: deviceKind }),
);

/** The token of a device is worth nothing from now on. */
export const deviceRevoked = defineEvent('accounts.device.revoked.v1', z.object({ deviceId: id }));
