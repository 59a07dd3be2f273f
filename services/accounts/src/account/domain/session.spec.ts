import { describe, expect, it } from '@jest/globals';
import { Session } from './session.ts';

const now = new Date('2026-03-02T03:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const begun = (client: 'browser' | 'app') =>
  Session.begun(
    { id: 's', office: '1606', accountId: 'a', client, issuerSession: null, accessHash: 'h' },
    now,
  );

describe('a session', () => {
  it('in a browser ends after half an hour without use', () => {
    const session = begun('browser');
    expect(session.isGood(later(29))).toBe(true);
    session.use(later(29));
    expect(session.isGood(later(58))).toBe(true);
    expect(session.isGood(later(60))).toBe(false);
  });

  it('in a browser ends after twelve hours however much it is used', () => {
    const session = begun('browser');
    for (let minute = 20; minute < 720; minute += 20) {
      session.use(later(minute));
    }
    expect(session.isGood(later(719))).toBe(true);
    expect(session.isGood(later(720))).toBe(false);
  });

  it('in an app needs a new access token after half an hour', () => {
    const session = begun('app');
    expect(session.isGood(later(30))).toBe(false);
    session.renew('next', later(31));
    expect(session.isGood(later(60))).toBe(true);
  });

  it('is over once ended', () => {
    const session = begun('browser');
    session.end(now);
    expect(session.isGood(later(1))).toBe(false);
  });
});
