import type { PersonalData } from '@pst/security';

/**
 * Stands for whoever was served, so that nobody is asked twice in a quarter: neither an account nor a
 * visit can be found from it, nor the same person in another quarter.
 */
export const invitedPerson = (personal: PersonalData, who: string, quarter: string) =>
  personal.blindIndex(who, `survey person ${quarter}`);
