import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** In this time a load balancer has heard that this gateway goes, and each client was answered once more. */
const LINGER_MS = 2_000;
/** The longest a service may take, and some more. */
const LAST_ANSWERS_MS = 8_000;
const LOOK_EVERY_MS = 20;

/**
 * How a gateway goes without breaking off anybody: it says that it is not ready, asks each connection to
 * end with its next answer, and closes when nothing is under way any more.
 */
export class Farewell {
  /** Nobody should be sent here any more. */
  begun = false;
  private underWay = 0;
  private lastRequestAt = Number.NEGATIVE_INFINITY;

  /** Follows what is under way. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (_request, reply, done) => {
      this.underWay += 1;
      this.lastRequestAt = performance.now();
      reply.raw.once('close', () => (this.underWay -= 1));
      done();
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.begun) {
        reply.header('connection', 'close');
      }
      done();
    });
  }

  /** @param sendAway ends what would last for ever, such as the streams of waiting boards. */
  async say(sendAway: () => void): Promise<void> {
    this.begun = true;
    const begunAt = performance.now();
    // Where nobody has come for long nobody is on the way: a developer's Ctrl-C need not wait.
    if (begunAt - this.lastRequestAt < LINGER_MS) {
      await pause(LINGER_MS);
    }
    sendAway();
    while (this.underWay > 0 && performance.now() - begunAt < LINGER_MS + LAST_ANSWERS_MS) {
      await pause(LOOK_EVERY_MS);
    }
  }
}
