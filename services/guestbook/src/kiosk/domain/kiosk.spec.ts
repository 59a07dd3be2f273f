import { describe, expect, it } from '@jest/globals';
import { Kiosk } from './kiosk.ts';

const aKiosk = (issued: number) => Object.assign(new Kiosk(), { number: 1, issued });

describe('the ticket numbers of a kiosk', () => {
  it('run on from block to block under its prefix', () => {
    const kiosk = aKiosk(0);
    expect(kiosk.giveOut(2)).toEqual(['K1-001', 'K1-002']);
    expect(kiosk.giveOut(2)).toEqual(['K1-003', 'K1-004']);
  });

  it('begin again after the last', () => {
    expect(aKiosk(998).giveOut(2)).toEqual(['K1-999', 'K1-001']);
  });

  it('are its own as far as they were given out', () => {
    const kiosk = aKiosk(50);
    expect(kiosk.wasGiven('K1-050')).toBe(true);
    expect(kiosk.wasGiven('K1-051')).toBe(false);
    expect(kiosk.wasGiven('K2-001')).toBe(false);
    expect(aKiosk(2_000).wasGiven('K1-999')).toBe(true);
  });
});
