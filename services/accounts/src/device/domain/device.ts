import type { DeviceKind } from '@pst/contracts';

/** Last use is noted to the minute, so that looking does not write. */
const NOTED_EVERY_MS = 60_000;

/** A kiosk, board or workstation of the office, known by a token of its own until it is revoked. */
export class Device {
  readonly id!: string;
  readonly office!: string;
  readonly name!: string;
  readonly kind!: DeviceKind;
  readonly tokenHash!: string;
  readonly registeredAt!: Date;
  readonly registeredBy!: string;
  lastSeenAt!: Date | null;
  revokedAt!: Date | null;

  static registered(device: Omit<Device, 'lastSeenAt' | 'revokedAt' | 'see' | 'revoke'>): Device {
    return Object.assign(new Device(), device, { lastSeenAt: null, revokedAt: null });
  }

  /** True when being seen is worth writing down. */
  see(now: Date): boolean {
    const last = this.lastSeenAt?.getTime() ?? 0;
    if (now.getTime() - last < NOTED_EVERY_MS) {
      return false;
    }
    this.lastSeenAt = now;
    return true;
  }

  /** False when it was revoked before; a token does not come back. */
  revoke(now: Date): boolean {
    if (this.revokedAt !== null) {
      return false;
    }
    this.revokedAt = now;
    return true;
  }
}
