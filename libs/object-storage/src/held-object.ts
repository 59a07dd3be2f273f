import type { Writable } from 'node:stream';
import type { Pieces, ReadPiece } from './pieces.ts';

/** Bytes from `start` to `end`, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object that is open, and stays so until it is released. */
export class HeldObject {
  constructor(
    private readonly key: string,
    private readonly read: ReadPiece,
    private readonly pieces: Pieces,
    /** To be called once, when nothing is read any more. */
    readonly release: () => void,
  ) {}

  /**
   * Writes bytes into a stream as fast as it takes them, and leaves the stream open.
   *
   * @throws when the stream is closed before it took them all, or the object ends before `end`
   */
  async copy({ start, end }: ByteRange, into: Writable): Promise<void> {
    let at = start;
    let part = await this.from(at, end);
    while (at + part.length <= end) {
      at += part.length;
      // The next part is read while this one leaves.
      const [next] = await Promise.all([this.from(at, end), write(into, part)]);
      part = next;
    }
    await write(into, part);
  }

  /** Bytes from `at` on, as many as one piece has of them. */
  private async from(at: number, end: number): Promise<Buffer> {
    const { bytes, begins } = await this.pieces.at(at, this.key, this.read);
    const part = bytes.subarray(at - begins, end + 1 - begins);
    if (part.length === 0) {
      throw new Error('The object is shorter than was said');
    }
    return part;
  }
}

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
