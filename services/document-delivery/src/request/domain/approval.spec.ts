import { describe, expect, it } from '@jest/globals';
import { isForTheRule, type Access } from './approval.ts';

const APPROVAL = { public: 'rule', 'signed-in': 'officer', staff: 'officer' } as const;
const whole = {
  publicationIds: ['a', 'b'],
  pageRanges: [],
  descriptionSealed: null,
  noteSealed: null,
};

describe('the rule', () => {
  it.each<[sends: boolean, levels: (Access | null)[]]>([
    [true, ['public', 'public']],
    [false, ['public', 'signed-in']],
    [false, ['public', 'staff']],
    [false, ['public', null]],
    [false, ['public']],
  ])('sends (%s) what is of the levels %j', (sends, levels) => {
    expect(isForTheRule(whole, levels, APPROVAL)).toBe(sends);
  });

  it.each([
    { pageRanges: [{}] },
    { descriptionSealed: 'x' },
    { noteSealed: 'x' },
    { publicationIds: [] },
  ])('leaves to an officer what needs eyes: %j', (wish) => {
    expect(isForTheRule({ ...whole, ...wish }, ['public', 'public'], APPROVAL)).toBe(false);
  });
});
