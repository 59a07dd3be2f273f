import { useEffect, useState } from 'react';

let ahead: number | undefined;

/** Promises are measured by the office's clock; a phone's own may be wrong, or a demo's clock set. */
export function keepClock(serverInstant: string): void {
  ahead = Date.parse(serverInstant) - Date.now();
}

const officeTime = () => new Date(Date.now() + (ahead ?? 0));

/** Before the office has told its time, a promise measured by this device's clock may be days off. */
export const isClockKept = () => ahead !== undefined;

/** The office's time, renewed every second. */
export function useNow(): Date {
  const [now, setNow] = useState(officeTime);
  useEffect(() => {
    const timer = setInterval(() => setNow(officeTime()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
