import type { refusalReason } from '@pst/contracts';
import { EntitySchema } from 'typeorm';
import type { z } from 'zod';
import { Kiosk } from './domain/kiosk.ts';

export const KioskSchema = new EntitySchema<Kiosk>({
  name: 'Kiosk',
  target: Kiosk,
  tableName: 'kiosk',
  columns: {
    deviceId: {
      type: 'uuid',
      name: 'device_id',
      primary: true,
      primaryKeyConstraintName: 'kiosk_pkey',
    },
    office: { type: 'text' },
    number: { type: 'int' },
    issued: { type: 'int' },
  },
  indices: [{ name: 'kiosk_by_number', columns: ['office', 'number'], unique: true }],
});

/** What became of an entry; its visit has the same id. What was refused is kept sealed. */
export interface KioskEntryRow {
  readonly id: string;
  readonly office: string;
  readonly deviceId: string;
  readonly ticketNumber: string;
  readonly signedAt: Date;
  readonly receivedAt: Date;
  readonly reason: z.output<typeof refusalReason> | null;
  readonly sealed: string | null;
}

export const KioskEntrySchema = new EntitySchema<KioskEntryRow>({
  name: 'KioskEntry',
  tableName: 'kiosk_entry',
  columns: {
    id: { type: 'uuid', primary: true, primaryKeyConstraintName: 'kiosk_entry_pkey' },
    office: { type: 'text' },
    deviceId: { type: 'uuid', name: 'device_id' },
    ticketNumber: { type: 'text', name: 'ticket_number' },
    signedAt: { type: 'timestamptz', name: 'signed_at' },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    reason: { type: 'text', nullable: true },
    sealed: { type: 'text', nullable: true },
  },
  // Partial index; its condition lives in the migration.
  indices: [{ name: 'kiosk_entry_refused', synchronize: false }],
});
