import { coreConfig, loadConfig } from '@pst/config';
import { z } from 'zod';

const accountsConfig = coreConfig.extend({
  OIDC_ISSUER: z
    .url()
    .refine(
      (issuer) => issuer.startsWith('https:') || new URL(issuer).hostname === '127.0.0.1',
      'https, but for an issuer on this very machine',
    )
    .optional()
    .describe('Who vouches for the staff; without it they sign in by password alone'),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(16).optional(),
});
export type AccountsConfig = z.output<typeof accountsConfig>;

export const readAccountsConfig = () => loadConfig(accountsConfig);
