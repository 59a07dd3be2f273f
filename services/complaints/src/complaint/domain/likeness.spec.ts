import { describe, expect, it } from '@jest/globals';
import { likeness } from './likeness.ts';

describe('two reports', () => {
  const queue = 'Antrean di loket satu terlalu lama, sejak pagi hanya satu petugas';
  it.each([
    [1, queue, queue.toUpperCase()],
    [0, queue, 'Toilet kotor'],
    [0, '', ''],
    [0, 'di ke se', 'di ke se'],
  ])('are alike by %d: %j and %j', (share, one, other) => {
    expect(likeness(one, other)).toBe(share);
  });

  it('are alike in whatever order they say the same', () => {
    const again = 'Sejak pagi petugas hanya satu. Loket satu, antrean lama!';
    expect(likeness(queue, again)).toBeGreaterThan(0.7);
    expect(likeness(queue, 'Petugas loket ramah, terima kasih banyak')).toBeLessThan(0.3);
  });
});
