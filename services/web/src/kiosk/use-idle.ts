import { useEffect, useState } from 'react';

const LOOK_EVERY_MS = 250;

/**
 * Seconds until the kiosk forgets whoever stood here; undefined while somebody is busy with it. Any
 * touch or key begins the count anew.
 */
export function useIdle(
  { warn, wipe }: { warn: number; wipe: number },
  forget: () => void,
): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    let last = performance.now();
    const touched = () => {
      last = performance.now();
      setLeft(undefined);
    };
    const watch = setInterval(() => {
      const idle = (performance.now() - last) / 1_000;
      if (idle >= wipe) {
        forget();
      } else if (idle >= warn) {
        setLeft(Math.ceil(wipe - idle));
      }
    }, LOOK_EVERY_MS);
    const signs = ['pointerdown', 'keydown', 'input'] as const;
    for (const sign of signs) {
      window.addEventListener(sign, touched);
    }
    return () => {
      clearInterval(watch);
      for (const sign of signs) {
        window.removeEventListener(sign, touched);
      }
    };
  }, [warn, wipe, forget]);
  return left;
}
