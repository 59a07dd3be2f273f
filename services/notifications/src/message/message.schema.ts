import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Message } from './domain/message.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const optionalInstant: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };

export const MessageSchema = new EntitySchema<Message>({
  name: 'Message',
  target: Message,
  tableName: 'message',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'message_pkey' },
    office: text,
    template: text,
    causeKind: { ...text, name: 'cause_kind' },
    causeId: { type: 'uuid', name: 'cause_id' },
    toIndex: { ...optionalText, name: 'to_index' },
    sealed: optionalText,
    createdAt: { type: 'timestamptz', name: 'created_at' },
    status: text,
    attempts: { type: 'int' },
    sendingToken: { ...optionalText, name: 'sending_token' },
    sendingSince: { ...optionalInstant, name: 'sending_since' },
    nextAttemptAt: { ...optionalInstant, name: 'next_attempt_at' },
    sentAt: { ...optionalInstant, name: 'sent_at' },
    failure: optionalText,
    edition: { type: 'int', nullable: true },
  },
  indices: [
    { name: 'message_by_cause', columns: ['causeId'] },
    { name: 'message_by_address', columns: ['toIndex', 'sendingSince'] },
    // A partial index; its condition lives in the migration.
    { name: 'message_unsettled', synchronize: false },
  ],
});

/** A delivery that was taken back; order and withdrawal come by different ways and in any order. */
export const WithdrawnDeliverySchema = new EntitySchema<{ readonly id: string }>({
  name: 'WithdrawnDelivery',
  tableName: 'withdrawn_delivery',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'withdrawn_delivery_pkey' },
  },
});
