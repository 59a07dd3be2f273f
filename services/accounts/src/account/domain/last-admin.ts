import { lastAdmin, type Role } from '@pst/contracts';

/**
 * Refuses to leave an office without administrator; throws `last-admin`. Count the other admins
 * under a lock, or two admins could remove each other at once.
 */
export function refuseLosingLastAdmin(
  current: readonly Role[],
  next: readonly Role[],
  otherAdmins: number,
): void {
  if (current.includes('admin') && !next.includes('admin') && otherAdmins === 0) {
    throw lastAdmin.error({});
  }
}
