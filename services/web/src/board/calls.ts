import type { Queue } from '../gateway/queue-stream.ts';

export type QueueCall = Queue['called'][number];

/** Numbers and counters only; lets a board that was reloaded go on where it was. */
const KEY = 'pst-board-heard';
/** More than the queue ever shows at once. */
const MOST_REMEMBERED = 30;

/** A call and each of its repetitions is one of these. */
export const keyOf = ({ ticketNumber, place, calls, calledAt }: QueueCall) =>
  `${ticketNumber}|${place}|${calls}|${calledAt}`;

/** Which calls this board has announced. */
export class HeardCalls {
  private readonly heard: Set<string>;
  private first: boolean;

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    const stored = storage.getItem(KEY);
    this.first = stored === null;
    this.heard = new Set(stored === null ? [] : stored.split('\n'));
  }

  /**
   * The calls among the last five that were not announced yet, oldest first, whatever kept the board
   * from hearing of them. A board that is new begins with what comes next.
   */
  takeNew(queue: Pick<Queue, 'called'>): QueueCall[] {
    const fresh = queue.called.filter((call) => !this.heard.has(keyOf(call))).toReversed();
    for (const call of fresh) {
      this.heard.add(keyOf(call));
    }
    const news = this.first ? [] : fresh;
    this.first = false;
    this.storage.setItem(KEY, [...this.heard].slice(-MOST_REMEMBERED).join('\n'));
    return news;
  }
}
