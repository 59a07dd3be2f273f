import { migrateDatabase, type Database } from '@pst/persistence';
import { FollowUpSchema } from '../follow-ups/follow-up.schema.ts';
import { NationalResponseSchema } from '../survey/national-response.schema.ts';
import { InvitationSchema, ResponseSchema } from '../survey/survey.schema.ts';
import { CreateSurvey1763900500000 } from './migrations/1763900500000-create-survey.ts';
import { InviteOnce1764250000000 } from './migrations/1764250000000-invite-once.ts';
import { ModerateComments1764250100000 } from './migrations/1764250100000-moderate-comments.ts';
import { CreateFollowUp1764250200000 } from './migrations/1764250200000-create-follow-up.ts';
import { CreateNationalResponse1764250300000 } from './migrations/1764250300000-create-national-response.ts';
import { RedactComments1764357000000 } from './migrations/1764357000000-redact-comments.ts';

export const database: Database = {
  entities: [InvitationSchema, ResponseSchema, NationalResponseSchema, FollowUpSchema],
  migrations: [
    CreateSurvey1763900500000,
    InviteOnce1764250000000,
    ModerateComments1764250100000,
    CreateFollowUp1764250200000,
    CreateNationalResponse1764250300000,
    RedactComments1764357000000,
  ],
};

export const migrate = (url: string): Promise<void> => migrateDatabase(url, database);
