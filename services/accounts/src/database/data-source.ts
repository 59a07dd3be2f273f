import { migrateDatabase, type Database } from '@pst/persistence';
import {
  AccountSchema,
  RefreshTokenSchema,
  SessionSchema,
  SingleUseLinkSchema,
} from '../account/account.schema.ts';
import {
  AccessLineSchema,
  AuthenticatorSchema,
  RecoveryCodeSchema,
} from '../account/second-factor.schema.ts';
import {
  LinkedIdentitySchema,
  SingleSignOnAttemptSchema,
} from '../account/single-sign-on.schema.ts';
import { DeviceSchema } from '../device/device.schema.ts';
import { CreateAccount1763900300000 } from './migrations/1763900300000-create-account.ts';
import { CreateDevice1764120000000 } from './migrations/1764120000000-create-device.ts';
import { CreateSecondFactor1764353000000 } from './migrations/1764353000000-create-second-factor.ts';
import { CreateSingleSignOn1764353100000 } from './migrations/1764353100000-create-single-sign-on.ts';

export const database: Database = {
  entities: [
    AccountSchema,
    SingleUseLinkSchema,
    SessionSchema,
    RefreshTokenSchema,
    AuthenticatorSchema,
    RecoveryCodeSchema,
    AccessLineSchema,
    SingleSignOnAttemptSchema,
    LinkedIdentitySchema,
    DeviceSchema,
  ],
  migrations: [
    CreateAccount1763900300000,
    CreateDevice1764120000000,
    CreateSecondFactor1764353000000,
    CreateSingleSignOn1764353100000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
