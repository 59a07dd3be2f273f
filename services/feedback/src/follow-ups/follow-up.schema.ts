import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { FollowUp } from './domain/follow-up.ts';

const text: EntitySchemaColumnOptions = { type: 'text' };
const instant: EntitySchemaColumnOptions = { type: 'timestamptz' };

export const FollowUpSchema = new EntitySchema<FollowUp>({
  name: 'FollowUp',
  target: FollowUp,
  tableName: 'follow_up',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'follow_up_pkey' },
    office: text,
    element: text,
    action: text,
    owner: text,
    dueOn: { type: 'date', name: 'due_on' },
    plannedAt: { ...instant, name: 'planned_at' },
    plannedBy: { type: 'uuid', name: 'planned_by' },
    completedAt: { ...instant, name: 'completed_at', nullable: true },
  },
  indices: [{ name: 'follow_up_by_date', columns: ['office', 'dueOn'] }],
});
