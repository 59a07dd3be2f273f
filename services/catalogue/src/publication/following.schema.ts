import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

const text: EntitySchemaColumnOptions = { type: 'text' };

/** One thing that an account hears of. */
export interface FollowingRow {
  readonly id: string;
  readonly office: string;
  readonly accountId: string;
  /** Keyed hash of what is followed, so that it is followed once. */
  readonly followedIndex: string;
  readonly followedSealed: string;
  /** Of a series: its newest edition then. An older one that comes in late is no next one. */
  readonly afterYear: number | null;
  readonly since: Date;
}

export const FollowingSchema = new EntitySchema<FollowingRow>({
  name: 'Following',
  tableName: 'following',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'following_pkey' },
    office: text,
    accountId: { type: 'uuid', name: 'account_id' },
    followedIndex: { ...text, name: 'followed_index' },
    followedSealed: { ...text, name: 'followed_sealed' },
    afterYear: { type: 'int', nullable: true, name: 'after_year' },
    since: { type: 'timestamptz' },
  },
  indices: [
    { name: 'following_by_account', columns: ['accountId', 'followedIndex'], unique: true },
  ],
});

/** What an account has been told of, and on which day of the office. */
export const ToldPublicationSchema = new EntitySchema<{
  accountId: string;
  publicationId: string;
  office: string;
  toldOn: string;
}>({
  name: 'ToldPublication',
  tableName: 'told_publication',
  columns: {
    accountId: {
      type: 'uuid',
      primary: true,
      name: 'account_id',
      primaryKeyConstraintName: 'told_publication_pkey',
    },
    publicationId: {
      type: 'uuid',
      primary: true,
      name: 'publication_id',
      primaryKeyConstraintName: 'told_publication_pkey',
    },
    office: text,
    toldOn: { type: 'date', name: 'told_on' },
  },
});

/** Where what is followed is sealed to: words of a search tell of a person. */
export const followedIn = (followingId: string) => `following.followed|${followingId}`;
