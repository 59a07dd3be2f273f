import { z } from 'zod';

/** What an account may do; an account holds any number of them. */
export const role = z
  .enum(['patron', 'officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

/** What a device of the office is for: taking entries, showing calls, or reading. */
export const deviceKind = z.enum(['kiosk', 'board', 'workstation']).meta({ id: 'DeviceKind' });
export type DeviceKind = z.infer<typeof deviceKind>;

/**
 * Who may send a request: anybody, any signed-in account, or an account with one of the roles or a
 * device of one of the kinds. A device is no account: 'signed-in' does not admit it.
 */
export type Allow = 'anyone' | 'signed-in' | readonly (Role | `device:${DeviceKind}`)[];

export const language = z.enum(['id', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof language>;
