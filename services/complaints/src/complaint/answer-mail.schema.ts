import { EntitySchema } from 'typeorm';

/** How far the mail about an answer came, as notifications tells it. */
export interface AnswerMailRow {
  /** The answer in the thread. */
  readonly messageId: string;
  readonly office: string;
  readonly state: 'pending' | 'sent' | 'bounced' | 'failed';
}

export const AnswerMailSchema = new EntitySchema<AnswerMailRow>({
  name: 'AnswerMail',
  tableName: 'answer_mail',
  columns: {
    messageId: {
      type: 'uuid',
      name: 'message_id',
      primary: true,
      primaryKeyConstraintName: 'answer_mail_pkey',
    },
    office: { type: 'text' },
    state: { type: 'text' },
  },
});
