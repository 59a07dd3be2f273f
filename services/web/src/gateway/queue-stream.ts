import type { ReplyOf, readQueue } from '@pst/contracts';
import { useEffect, useState } from 'react';
import { keepClock } from './office-clock.ts';

export type Queue = ReplyOf<typeof readQueue>;

/** Silence longer than this is said on the screen; the gateway makes itself heard every four seconds. */
const LOST_AFTER_MS = 10_000;
const REOPEN_AFTER_MS = 2_000;

/**
 * The queue as it is now; `lost` once nothing was heard for ten seconds. A line that has died without a
 * word (a router switched off) looks open to the browser, so silence is what counts. Server-sent events
 * read as a stream: an EventSource does not tell of the comments by which the gateway is heard.
 */
export function useQueueStream(): { queue: Queue | undefined; lost: boolean } {
  const [queue, setQueue] = useState<Queue>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const away = new AbortController();
    let line = new AbortController();
    let heardAt = performance.now();
    let openedAt = heardAt;
    const heard = () => {
      heardAt = performance.now();
      setLost(false);
    };
    const take = (data: string) => {
      const next = JSON.parse(data) as Queue; // written by the queue contract
      keepClock(next.at);
      setQueue((known) =>
        known && known.businessDate === next.businessDate && known.version > next.version
          ? known
          : next,
      );
    };
    const listen = async () => {
      while (!away.signal.aborted) {
        line = new AbortController();
        openedAt = performance.now();
        try {
          const signal = AbortSignal.any([line.signal, away.signal]);
          for await (const data of eventsOf('/v1/queue/stream', signal, heard)) {
            take(data);
          }
        } catch {
          // However it ended, the next attempt comes; what that means is said by `lost`.
        }
        await new Promise((again) => setTimeout(again, REOPEN_AFTER_MS));
      }
    };
    const watch = setInterval(() => {
      const now = performance.now();
      setLost(now - heardAt > LOST_AFTER_MS);
      // A new attempt gets as long as the line before it had.
      if (now - Math.max(heardAt, openedAt) > LOST_AFTER_MS) {
        line.abort();
      }
    }, 1_000);
    void listen();
    return () => {
      clearInterval(watch);
      away.abort();
    };
  }, []);
  return { queue, lost };
}

/** The data of each server-sent event; `heard` is told of every byte, comments among them. */
async function* eventsOf(
  address: string,
  signal: AbortSignal,
  heard: () => void,
): AsyncGenerator<string> {
  const answer = await fetch(address, { headers: { Accept: 'text/event-stream' }, signal });
  if (!answer.ok || answer.body === null) {
    return;
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    heard();
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) {
        yield data;
      }
    }
  }
}
