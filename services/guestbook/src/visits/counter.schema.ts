import { EntitySchema } from 'typeorm';
import { Counter } from './domain/counter.ts';

export const CounterSchema = new EntitySchema<Counter>({
  name: 'Counter',
  target: Counter,
  tableName: 'counter',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'counter_pkey' },
    office: { type: 'text' },
    name: { type: 'text' },
    services: { type: 'text', array: true },
    state: { type: 'text' },
    officerId: { type: 'uuid', nullable: true, name: 'officer_id' },
    since: { type: 'timestamptz', nullable: true },
  },
  indices: [{ name: 'counter_by_name', columns: ['office', 'name'], unique: true }],
});
