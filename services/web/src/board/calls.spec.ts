import { describe, expect, it } from '@jest/globals';
import { HeardCalls, type QueueCall } from './calls.ts';

const call = (ticketNumber: string, calls = 1): QueueCall => ({
  ticketNumber,
  counter: '1',
  place: 'counter',
  calls,
  calledAt: `2026-11-23T02:0${calls}:00.000Z`,
  state: 'called',
});

function aStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const numbers = (calls: readonly QueueCall[]) => calls.map(({ ticketNumber }) => ticketNumber);

describe('the calls a board announces', () => {
  it('begin with what comes after the board was switched on', () => {
    const heard = new HeardCalls(aStorage());
    expect(heard.takeNew({ called: [call('A001')] })).toEqual([]);
    expect(numbers(heard.takeNew({ called: [call('A002'), call('A001')] }))).toEqual(['A002']);
  });

  it('are all of those missed in an outage, in the order they were made', () => {
    const heard = new HeardCalls(aStorage());
    heard.takeNew({ called: [] });
    const missed = [call('A003'), call('A002'), call('A001')];
    expect(numbers(heard.takeNew({ called: missed }))).toEqual(['A001', 'A002', 'A003']);
    expect(heard.takeNew({ called: missed })).toEqual([]);
  });

  it('include a repetition of the same call', () => {
    const heard = new HeardCalls(aStorage());
    heard.takeNew({ called: [call('A001')] });
    expect(numbers(heard.takeNew({ called: [call('A001', 2)] }))).toEqual(['A001']);
  });

  it('are remembered when the board is loaded again', () => {
    const storage = aStorage();
    new HeardCalls(storage).takeNew({ called: [call('A001')] });
    const again = new HeardCalls(storage);
    expect(numbers(again.takeNew({ called: [call('A002'), call('A001')] }))).toEqual(['A002']);
  });
});
