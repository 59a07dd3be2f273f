import type { Challenge } from 'altcha-lib/types';

let solving = 0;
const watching = new Set<() => void>();

function count(change: number): void {
  solving += change;
  watching.forEach((tell) => tell());
}

/** For `useSyncExternalStore`: whether a challenge is being solved right now. */
export const proofOfWork = {
  watch: (tell: () => void): (() => void) => {
    watching.add(tell);
    return () => watching.delete(tell);
  },
  isSolving: () => solving > 0,
};

/** What goes into `X-Proof-Of-Work`; undefined when this browser could not solve it within 90 seconds. */
export async function solve(challenge: Challenge): Promise<string | undefined> {
  count(1);
  try {
    // Needed by few visitors, and by them once: it comes when it is asked for.
    const [{ solveChallenge }, { deriveKey }] = await Promise.all([
      import('altcha-lib'),
      import('altcha-lib/algorithms/web/pbkdf2'),
    ]);
    const solution = await solveChallenge({ challenge, deriveKey });
    return solution === null ? undefined : btoa(JSON.stringify({ challenge, solution }));
  } finally {
    count(-1);
  }
}
