import { useEffect, useState } from 'react';

let ahead: number | undefined;
const watchers = new Set<() => void>();
/** Less is the jitter of the way here, and no reason to draw anything anew. */
const NOTICED_MS = 1_000;

/** Promises are measured by the office's clock; a phone's own may be wrong, or a demo's clock set. */
export function keepClock(serverInstant: string): void {
  const before = ahead ?? 0;
  ahead = Date.parse(serverInstant) - Date.now();
  if (Math.abs(ahead - before) > NOTICED_MS) {
    for (const watcher of watchers) {
      watcher();
    }
  }
}

const officeTime = () => new Date(Date.now() + (ahead ?? 0));

/** Before the office has told its time, a promise measured by this device's clock may be days off. */
export const isClockKept = () => ahead !== undefined;

/** The office's time, renewed every second, and at once when the office tells another. */
export function useNow(): Date {
  const [now, setNow] = useState(officeTime);
  useEffect(() => {
    const look = () => setNow(officeTime());
    const timer = setInterval(look, 1_000);
    watchers.add(look);
    return () => {
      clearInterval(timer);
      watchers.delete(look);
    };
  }, []);
  return now;
}
