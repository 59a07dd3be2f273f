import { z } from 'zod';

/** What an account may do; an account holds any number of them. */
export const role = z
  .enum(['patron', 'officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'])
  .meta({ id: 'Role' });
export type Role = z.infer<typeof role>;

/** Who may send a request: anybody, any signed-in account, or an account with one of the roles. */
export type Allow = 'anyone' | 'signed-in' | readonly Role[];

export const language = z.enum(['id', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof language>;
