import { describe, expect, it } from '@jest/globals';
import { newSecret, SingleUseLink } from './single-use-link.ts';

const now = new Date('2026-03-02T03:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const mailed = () =>
  SingleUseLink.mailed(
    newSecret(),
    { accountId: 'a', purpose: 'verify-email', emailIndex: 'index' },
    now,
  );

describe('a link in a mail', () => {
  it('works once', () => {
    const link = mailed();
    link.use('verify-email', 'index', later(29));
    expect(() => link.use('verify-email', 'index', later(29))).toThrow('link-expired');
  });

  it('ends after thirty minutes', () => {
    expect(() => mailed().use('verify-email', 'index', later(30))).toThrow('link-expired');
  });

  it('serves one purpose only', () => {
    expect(() => mailed().use('reset-password', 'index', now)).toThrow('link-expired');
  });

  it('dies when the account has another address', () => {
    expect(() => mailed().use('verify-email', 'other', now)).toThrow('link-expired');
  });

  it('keeps the hash and not the secret', () => {
    const secret = newSecret();
    const link = SingleUseLink.mailed(
      secret,
      { accountId: 'a', purpose: 'verify-email', emailIndex: 'index' },
      now,
    );
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(link)).not.toContain(secret);
  });
});
