import { describe, expect, it } from '@jest/globals';
import { SingleUseLink } from './single-use-link.ts';

const now = new Date('2026-03-02T03:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const mailed = () =>
  SingleUseLink.mailed(
    {
      secretHash: 'hash',
      accountId: 'a',
      purpose: 'verify-email',
      emailIndex: 'index',
      passwordHash: null,
      nameSealed: null,
    },
    now,
  );

describe('a link in a mail', () => {
  it('works once', () => {
    const link = mailed();
    link.use(['verify-email'], 'index', later(29));
    expect(() => link.use(['verify-email'], 'index', later(29))).toThrow('link-expired');
  });

  it('ends after thirty minutes', () => {
    expect(() => mailed().use(['verify-email'], 'index', later(30))).toThrow('link-expired');
  });

  it('serves its own purpose only', () => {
    expect(() => mailed().use(['reset-password', 'invitation'], 'index', now)).toThrow(
      'link-expired',
    );
  });

  it('dies when the account has another address, or none any more', () => {
    expect(() => mailed().use(['verify-email'], 'other', now)).toThrow('link-expired');
    expect(() => mailed().use(['verify-email'], null, now)).toThrow('link-expired');
  });
});
