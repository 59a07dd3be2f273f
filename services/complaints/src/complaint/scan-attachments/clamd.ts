import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

const TIMEOUT_MS = 60_000;

/**
 * Lets clamd look at the bytes (INSTREAM of its protocol: pieces, each behind its length, ended by an empty one).
 *
 * @throws when it cannot be reached or gives no verdict
 */
export async function isInfected(url: string, file: Readable): Promise<boolean> {
  const { protocol, hostname, port, pathname } = new URL(url);
  const socket =
    protocol === 'unix:'
      ? connect(decodeURIComponent(pathname))
      : connect(Number(port) || 3310, hostname);
  socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd is silent')));
  try {
    const verdict = text(socket);
    // It is awaited below; until then a broken connection is noticed by whoever writes.
    verdict.catch(() => {});
    socket.write('zINSTREAM\0');
    for await (const piece of file as AsyncIterable<Buffer>) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      socket.write(length);
      await new Promise<void>((done, fail) =>
        socket.write(piece, (error) => (error ? fail(error) : done())),
      );
    }
    socket.write(Buffer.alloc(4));
    const said = await verdict;
    if (/^stream: OK\0?$/.test(said)) {
      return false;
    }
    if (/^stream: .+ FOUND\0?$/.test(said)) {
      return true;
    }
    throw new Error('clamd gave no verdict');
  } finally {
    socket.destroy();
  }
}
