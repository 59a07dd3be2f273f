import { describe, expect, it } from '@jest/globals';
import { loadOfficeProfile, WorkingTime } from '@pst/service-standard';
import { monthOf } from './month.ts';

const time = new WorkingTime(
  loadOfficeProfile(
    new URL('../../../../../deploy/service-standard-1606.yaml', import.meta.url).pathname,
  ),
);
const MONDAY = new Date('2026-11-23T02:00:00Z');

describe('a month of figures', () => {
  it('is the present one unless another is asked for', () => {
    expect(monthOf(undefined, MONDAY, time)).toEqual({
      month: '2026-11',
      from: '2026-11-01',
      to: '2026-11-30',
      complete: false,
      workingDays: 21,
    });
  });

  it('begins by the office’s calendar, not by UTC', () => {
    expect(monthOf(undefined, new Date('2026-11-30T17:30:00Z'), time).month).toBe('2026-12');
  });

  it('counts no weekends, holidays and leave among its working days', () => {
    // 31 days, 8 of them weekends; 18, 19, 20, 23 and 24 March are holidays and leave on weekdays.
    expect(monthOf('2026-03', MONDAY, time)).toMatchObject({ complete: true, workingDays: 17 });
    expect(monthOf('2028-02', MONDAY, time)).toMatchObject({ to: '2028-02-29' });
  });
});
