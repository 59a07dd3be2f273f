import { malformedJson } from '@pst/contracts';

/** Nothing of ours is nested a tenth as deep. */
const DEEPEST = 64;

/**
 * Refuses what is nested without end: whoever reads it level by level would run out of stack.
 *
 * @throws `malformed-json`
 */
export function refuseDeep(json: unknown): void {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) {
      throw malformedJson.error({});
    }
    level = level
      .filter((value): value is object => typeof value === 'object' && value !== null)
      .flatMap((value) => Object.values(value));
  }
}
