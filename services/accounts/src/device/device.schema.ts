import { EntitySchema } from 'typeorm';
import { Device } from './domain/device.ts';

export const DeviceSchema = new EntitySchema<Device>({
  name: 'Device',
  target: Device,
  tableName: 'device',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'device_pkey' },
    office: { type: 'text' },
    name: { type: 'text' },
    kind: { type: 'text' },
    tokenHash: { type: 'text', name: 'token_hash' },
    registeredAt: { type: 'timestamptz', name: 'registered_at' },
    registeredBy: { type: 'uuid', name: 'registered_by' },
    lastSeenAt: { type: 'timestamptz', name: 'last_seen_at', nullable: true },
    revokedAt: { type: 'timestamptz', name: 'revoked_at', nullable: true },
  },
  indices: [
    { name: 'device_by_token', columns: ['tokenHash'], unique: true },
    { name: 'device_by_office', columns: ['office', 'id'] },
  ],
});
