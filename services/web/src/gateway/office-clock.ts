import { useEffect, useState } from 'react';

let ahead = 0;

/** Promises are measured by the office's clock; a phone's own may be wrong, or a demo's clock set. */
export function keepClock(serverInstant: string): void {
  ahead = Date.parse(serverInstant) - Date.now();
}

/** The office's time, renewed every second. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date(Date.now() + ahead));
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date(Date.now() + ahead)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
