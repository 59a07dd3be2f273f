import { describe, expect, it } from '@jest/globals';
import { hoursAt, promisedBy } from './service-hours.ts';

const wib = (local: string) => new Date(`2026-11-${local}:00+07:00`);
const openings = [
  { from: wib('23T08:00').toISOString(), to: wib('23T12:30').toISOString() },
  { from: wib('23T14:00').toISOString(), to: wib('23T15:30').toISOString() },
];

describe('the hours a kiosk keeps', () => {
  it('tell it whether to take entries, and when again', () => {
    expect(hoursAt(openings, wib('23T09:00'))).toEqual({ open: true });
    expect(hoursAt(openings, wib('23T12:30'))).toEqual({
      open: false,
      opensAt: wib('23T14:00').toISOString(),
    });
    expect(hoursAt(openings, wib('23T15:30'))).toEqual({ open: false });
  });

  it('give the promise that the guestbook will keep: over the break, to the end of a window', () => {
    expect(promisedBy(openings, wib('23T12:28'), 5)).toBe(wib('23T14:03').toISOString());
    expect(promisedBy(openings, wib('23T12:25'), 5)).toBe(wib('23T12:30').toISOString());
    expect(promisedBy(openings, wib('23T07:50'), 5)).toBe(wib('23T08:05').toISOString());
    expect(promisedBy(openings, wib('23T15:29'), 5)).toBeUndefined();
  });
});
