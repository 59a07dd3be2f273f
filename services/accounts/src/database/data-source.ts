import { migrateDatabase, type Database } from '@pst/persistence';
import {
  AccountSchema,
  RefreshTokenSchema,
  SessionSchema,
  SingleUseLinkSchema,
} from '../account/account.schema.ts';
import { DeviceSchema } from '../device/device.schema.ts';
import { CreateAccount1763900300000 } from './migrations/1763900300000-create-account.ts';
import { CreateDevice1764120000000 } from './migrations/1764120000000-create-device.ts';

export const database: Database = {
  entities: [AccountSchema, SingleUseLinkSchema, SessionSchema, RefreshTokenSchema, DeviceSchema],
  migrations: [CreateAccount1763900300000, CreateDevice1764120000000],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
