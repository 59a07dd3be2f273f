import type { Tx } from '@pst/persistence';
import type { Caller } from '@pst/security';
import { deviceIdOf } from '../device-id.ts';
import { Kiosk } from './domain/kiosk.ts';

/** The asking kiosk, locked until the commit; one that is new gets the office's next prefix. */
export async function lockedKiosk(tx: Tx, caller: Caller): Promise<Kiosk> {
  const deviceId = deviceIdOf(caller);
  const { office } = caller;
  const find = () =>
    tx.db.findOne(Kiosk, { where: { deviceId, office }, lock: { mode: 'pessimistic_write' } });
  const known = await find();
  if (known !== null) {
    return known;
  }
  // Two new kiosks at once draw their prefixes one after the other.
  await tx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`kiosks|${office}`]);
  await tx.db.query(
    `insert into kiosk (device_id, office, number, issued)
     select $1, $2, coalesce(max(number), 0) + 1, 0 from kiosk where office = $2
     on conflict (device_id) do nothing`,
    [deviceId, office],
  );
  return tx.db.findOneOrFail(Kiosk, {
    where: { deviceId, office },
    lock: { mode: 'pessimistic_write' },
  });
}
