import { Controller } from '@nestjs/common';
import { listDevices, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { readCursor, writeCursor } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Device } from '../domain/device.ts';

@Controller()
export class ListDevicesHandler {
  constructor(private readonly source: DataSource) {}

  /** The newest first; revoked ones stay in the list, so that a stolen token's end can be seen. */
  @Answers(listDevices)
  async handle({ limit, cursor }: RequestOf<typeof listDevices>, { office }: Caller) {
    const found = this.source
      .getRepository(Device)
      .createQueryBuilder('device')
      .where('device.office = :office', { office })
      .orderBy('device.id', 'DESC')
      .limit(limit + 1);
    if (cursor !== undefined) {
      const [id] = readCursor(cursor, z.tuple([z.uuid()]));
      found.andWhere('device.id < :id', { id });
    }
    const devices = await found.getMany();
    const page = devices.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((device) => ({
        id: device.id,
        name: device.name,
        kind: device.kind,
        registeredAt: device.registeredAt.toISOString(),
        lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
        revokedAt: device.revokedAt?.toISOString() ?? null,
      })),
      nextCursor: devices.length > limit && last ? writeCursor([last.id]) : null,
    };
  }
}
