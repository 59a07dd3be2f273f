import type { ReplyOf, readQueue } from '@pst/contracts';
import { useEffect, useState } from 'react';
import { keepClock } from './office-clock.ts';

export type Queue = ReplyOf<typeof readQueue>;

/** Silence longer than this is said on the screen. */
const LOST_AFTER_MS = 10_000;
const REOPEN_AFTER_MS = 3_000;

/** The queue as it is now; `lost` once the line has been down for ten seconds. */
export function useQueueStream(): { queue: Queue | undefined; lost: boolean } {
  const [queue, setQueue] = useState<Queue>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let lostTimer: ReturnType<typeof setTimeout> | undefined;
    let reopenTimer: ReturnType<typeof setTimeout> | undefined;
    const take = (event: MessageEvent<string>) => {
      const next = JSON.parse(event.data) as Queue; // written by the queue contract
      keepClock(next.at);
      setQueue((known) =>
        known && known.businessDate === next.businessDate && known.version > next.version
          ? known
          : next,
      );
    };
    const open = () => {
      source = new EventSource('/v1/queue/stream');
      source.addEventListener('snapshot', take);
      source.onmessage = take;
      source.onopen = () => {
        clearTimeout(lostTimer);
        lostTimer = undefined;
        setLost(false);
      };
      source.onerror = () => {
        lostTimer ??= setTimeout(() => setLost(true), LOST_AFTER_MS);
        // The browser gives up for good after an HTTP error; a board must not.
        if (source?.readyState === EventSource.CLOSED) {
          reopenTimer = setTimeout(open, REOPEN_AFTER_MS);
        }
      };
    };
    open();
    return () => {
      source?.close();
      clearTimeout(lostTimer);
      clearTimeout(reopenTimer);
    };
  }, []);
  return { queue, lost };
}
