import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { Farewell } from './farewell.ts';

describe('a gateway that goes', () => {
  let farewell: Farewell;
  let server: FastifyInstance;
  let url: string;
  /** Keeps its connection, as browsers and load balancers do. */
  let kept: Agent;
  let answerSlowOne: () => void;
  let slowOneCame: Promise<void>;

  beforeEach(async () => {
    farewell = new Farewell();
    kept = new Agent({ keepAlive: true, maxSockets: 1 });
    server = fastify({ forceCloseConnections: true });
    farewell.watch(server);
    const gate = new Promise<void>((open) => (answerSlowOne = open));
    slowOneCame = new Promise((came) =>
      server.get('/slow', async () => {
        came();
        await gate;
        return 'late';
      }),
    );
    server.get('/quick', () => 'at once');
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    kept.destroy();
    await server.close();
  });

  async function ask(path: string, agent = kept): Promise<IncomingMessage & { said: string }> {
    const [answer] = (await once(get(`${url}${path}`, { agent }), 'response')) as [IncomingMessage];
    return Object.assign(answer, { said: await text(answer) });
  }

  const goes = async () => {
    await farewell.say(() => undefined);
    await server.close();
  };

  it('says so on every connection, and lets none be used again', async () => {
    expect((await ask('/quick')).headers.connection).toBe('keep-alive');
    const gone = goes();
    expect(farewell.begun).toBe(true);
    expect(await ask('/quick')).toMatchObject({
      said: 'at once',
      headers: { connection: 'close' },
    });
    await gone;
  });

  it('answers what was under way, although the answer comes late', async () => {
    const slow = ask('/slow', new Agent());
    await slowOneCame;
    let sentAway = false;
    const gone = farewell.say(() => {
      sentAway = true;
      answerSlowOne();
    });
    expect(await slow).toMatchObject({ said: 'late', headers: { connection: 'close' } });
    await gone;
    expect(sentAway).toBe(true);
  });

  it('closes only when the last answer has left', async () => {
    const slow = ask('/slow', new Agent());
    await slowOneCame;
    // Answered only after everything else of the farewell is done.
    const gone = farewell.say(() => setTimeout(answerSlowOne, 200)).then(() => server.close());
    expect(await slow).toMatchObject({ said: 'late' });
    await gone;
  });
});
