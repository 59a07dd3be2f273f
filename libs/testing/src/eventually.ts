import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the assertion holds, for effects that arrive when they arrive.
 *
 * @returns what the assertion returned.
 * @throws what the assertion last threw, once `timeoutMs` (default 30 s) have passed.
 */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
  { timeoutMs = 30_000, everyMs = 20 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<T> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (performance.now() > giveUpAt) {
        throw error;
      }
    }
    await pause(everyMs);
  }
}
