import { describe, expect, it } from '@jest/globals';
import { judgeRefresh } from './refresh-rule.ts';

const now = new Date('2026-03-02T03:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const fresh = {
  rotatedAt: null,
  deviceId: 'phone',
  expiresAt: new Date('2026-04-01T00:00:00Z'),
  familyRevokedAt: null,
};

describe('refreshing a session', () => {
  it('rotates the newest token', () => {
    expect(judgeRefresh(fresh, 'phone', now)).toBe('rotate');
  });

  it('forgives the same device within ten seconds', () => {
    expect(judgeRefresh({ ...fresh, rotatedAt: secondsAgo(9) }, 'phone', now)).toBe('rotate');
  });

  it('ends the family when a token comes back after ten seconds', () => {
    expect(judgeRefresh({ ...fresh, rotatedAt: secondsAgo(10) }, 'phone', now)).toBe(
      'revoke-family',
    );
  });

  it('ends the family at once when another device repeats the token', () => {
    expect(judgeRefresh({ ...fresh, rotatedAt: secondsAgo(1) }, 'laptop', now)).toBe(
      'revoke-family',
    );
  });

  it('refuses an expired token and one of a revoked family', () => {
    expect(judgeRefresh({ ...fresh, expiresAt: now }, 'phone', now)).toBe('refuse');
    expect(judgeRefresh({ ...fresh, familyRevokedAt: now }, 'phone', now)).toBe('refuse');
  });
});
