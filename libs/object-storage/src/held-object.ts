import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/** Bytes from `start` to `end`, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const PIECE_BYTES = 262_144;
const MOST_SPARE = 32;
/** Buffers out of use. The memory of a new one is paid for page by page, which costs more than filling it. */
const spare: Buffer[] = [];

/** An object that is open, and stays so until it is released. */
export class HeldObject {
  constructor(
    private readonly file: FileHandle,
    /** To be called once, when nothing is read any more. */
    readonly release: () => void,
  ) {}

  /**
   * Writes bytes into a connection as fast as it takes them, and leaves it open.
   *
   * @param into a socket, or a response on one: what calls back when bytes have left, not when they
   *   were taken over, as a transform does
   * @throws when it is closed before it took them all, or the object ends before `end`
   */
  async copy({ start, end }: ByteRange, into: Writable): Promise<void> {
    let sent = spare.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
    let filled: Buffer | undefined;
    let at = start;
    let piece = await this.fill(sent, at, end);
    while (at + piece.length <= end) {
      at += piece.length;
      filled ??= spare.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
      // The next piece is read while this one leaves.
      const [next] = await Promise.all([this.fill(filled, at, end), write(into, piece)]);
      piece = next;
      [sent, filled] = [filled, sent];
    }
    await write(into, piece);
    // Only here: after a failure a buffer may still be read from or written to.
    spare.push(...[sent, filled ?? []].flat().slice(0, MOST_SPARE - spare.length));
  }

  private async fill(buffer: Buffer, at: number, end: number): Promise<Buffer> {
    const { bytesRead } = await this.file.read(buffer, 0, Math.min(PIECE_BYTES, end + 1 - at), at);
    if (bytesRead === 0) {
      throw new Error('The object is shorter than was said');
    }
    return buffer.subarray(0, bytesRead);
  }
}

/** Done when the bytes have left: their buffer can be filled anew. */
function write(into: Writable, bytes: Buffer): Promise<void> {
  return new Promise((done, fail) => {
    // What waits behind another answer on the same connection is never called back when that breaks.
    const closed = () => fail(new Error('The stream was closed'));
    into.once('close', closed);
    into.write(bytes, (error) => {
      into.off('close', closed);
      if (error) {
        fail(error);
      } else {
        done();
      }
    });
  });
}
