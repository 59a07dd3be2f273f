import { describe, expect, it } from '@jest/globals';
import { judgeRefresh } from './refresh-rule.ts';

const now = new Date('2026-03-02T03:00:00Z');
const fresh = {
  rotatedAt: null,
  expiresAt: new Date('2026-04-01T00:00:00Z'),
  sessionEndedAt: null,
};

describe('refreshing a session', () => {
  it('rotates the newest token', () => {
    expect(judgeRefresh(fresh, now)).toBe('rotate');
  });

  it('ends the session when an exchanged token comes back', () => {
    expect(judgeRefresh({ ...fresh, rotatedAt: now }, now)).toBe('end-session');
  });

  it('refuses an expired token and one of an ended session', () => {
    expect(judgeRefresh({ ...fresh, expiresAt: now }, now)).toBe('refuse');
    expect(judgeRefresh({ ...fresh, sessionEndedAt: now }, now)).toBe('refuse');
  });
});
