import { EntitySchema } from 'typeorm';
import { Workstation } from './domain/workstation.ts';

/** A desk PC of the digital library. */
export const WorkstationSchema = new EntitySchema<Workstation>({
  name: 'Workstation',
  target: Workstation,
  tableName: 'workstation',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'workstation_pkey' },
    office: { type: 'text' },
    name: { type: 'text' },
    state: { type: 'text' },
    visitId: { type: 'uuid', nullable: true, name: 'visit_id' },
    deviceId: { type: 'uuid', nullable: true, name: 'device_id' },
    sessionHash: { type: 'text', nullable: true, name: 'session_hash' },
    since: { type: 'timestamptz' },
    dueAt: { type: 'timestamptz', nullable: true, name: 'due_at' },
  },
  indices: [
    { name: 'workstation_by_name', columns: ['office', 'name'], unique: true },
    { name: 'workstation_by_device', columns: ['deviceId'], unique: true },
    { name: 'workstation_by_session', columns: ['sessionHash'], unique: true },
  ],
});
