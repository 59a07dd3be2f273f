import { Controller } from '@nestjs/common';
import { accountClosed, accountRolesChanged, type EventOf } from '@pst/contracts';
import { OnEvent } from '@pst/messaging';
import type { Tx } from '@pst/persistence';
import { StaffSchema } from '../staff.schema.ts';

/** Who handles complaints and who is the head, to know whom to tell of a date. */
@Controller()
export class FollowStaffHandler {
  @OnEvent(accountRolesChanged)
  async rolesChanged({ office, data }: EventOf<typeof accountRolesChanged>, tx: Tx): Promise<void> {
    const { accountId, roles } = data;
    await tx.db.upsert(StaffSchema, { accountId, office, roles }, ['accountId']);
  }

  @OnEvent(accountClosed)
  async closed({ data }: EventOf<typeof accountClosed>, tx: Tx): Promise<void> {
    await tx.db.delete(StaffSchema, { accountId: data.accountId });
  }
}
