import { migrateDatabase, type Database } from '@pst/persistence';
import { InvitationSchema, ResponseSchema } from '../survey/survey.schema.ts';
import { CreateSurvey1763900500000 } from './migrations/1763900500000-create-survey.ts';
import { InviteOnce1764250000000 } from './migrations/1764250000000-invite-once.ts';
import { ModerateComments1764250100000 } from './migrations/1764250100000-moderate-comments.ts';

export const database: Database = {
  entities: [InvitationSchema, ResponseSchema],
  migrations: [CreateSurvey1763900500000, InviteOnce1764250000000, ModerateComments1764250100000],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
