import { describe, expect, it } from '@jest/globals';
import { refuseLosingLastAdmin } from './last-admin.ts';

describe('taking the admin role away', () => {
  it('refuses for the last administrator', () => {
    expect(() => refuseLosingLastAdmin(['admin'], ['officer'], 0)).toThrow('last-admin');
  });

  it('allows it while another administrator remains', () => {
    expect(() => refuseLosingLastAdmin(['admin'], [], 1)).not.toThrow();
  });

  it('lets the last administrator take on more roles', () => {
    expect(() => refuseLosingLastAdmin(['admin'], ['admin', 'head'], 0)).not.toThrow();
  });
});
