import { migrateDatabase, type Database } from '@pst/persistence';
import {
  AccountSchema,
  RefreshTokenSchema,
  SessionSchema,
  SingleUseLinkSchema,
} from '../account/account.schema.ts';
import { CreateAccount1763900300000 } from './migrations/1763900300000-create-account.ts';

export const database: Database = {
  entities: [AccountSchema, SingleUseLinkSchema, SessionSchema, RefreshTokenSchema],
  migrations: [CreateAccount1763900300000],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
