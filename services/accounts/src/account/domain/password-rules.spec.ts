import { describe, expect, it } from '@jest/globals';
import { refuseCommonPassword } from './password-rules.ts';

describe('choosing a password', () => {
  it('refuses a common one whatever its case', () => {
    expect(() => refuseCommonPassword('KataSandi123')).toThrow('password-too-common');
  });

  it('accepts a long passphrase without asking for digits or signs', () => {
    expect(() =>
      refuseCommonPassword('kereta malam menuju kampung halaman '.repeat(3)),
    ).not.toThrow();
  });
});
