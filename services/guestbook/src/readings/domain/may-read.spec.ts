import { describe, expect, it } from '@jest/globals';
import { requireMayRead } from './may-read.ts';

describe('who may take a copy from the shelf', () => {
  const businessDate = '2026-11-23';

  it.each(['serving', 'on-hold', 'at-workstation', 'completed'] as const)(
    'is a visitor of the day whose visit is "%s"',
    (state) => {
      expect(() => requireMayRead({ state, businessDate }, businessDate)).not.toThrow();
    },
  );

  it.each(['waiting', 'called', 'no-show', 'left', 'cancelled', 'closed-end-of-day'] as const)(
    'is not one whose visit is "%s"',
    (state) => {
      expect(() => requireMayRead({ state, businessDate }, businessDate)).toThrow(
        expect.objectContaining({ slug: 'visit-not-in-state' }),
      );
    },
  );

  it('is not one of another day', () => {
    expect(() => requireMayRead({ state: 'completed', businessDate }, '2026-11-24')).toThrow(
      expect.objectContaining({ slug: 'visit-not-in-state' }),
    );
  });
});
