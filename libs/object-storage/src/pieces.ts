/** Bytes of an object, fewer or none where it ends. */
export type ReadPiece = (begins: number, length: number) => Promise<Buffer>;

/** Large, because each piece is a read and a write: what a reader asks for mostly lies in one. */
const PIECE_BYTES = 1_048_576;
/** 32 MB in all: what the readers of a few books turn to at the same time. */
const MOST_PIECES = 32;

interface Piece {
  readonly bytes: Buffer;
  /** Where in the object. */
  readonly begins: number;
}

/**
 * Pieces of objects that were read lately, the least recent ones forgotten first. Everybody opens a book at
 * its cover and its contents: such a piece is read once, and not from a thread for each of them.
 */
export class Pieces {
  private readonly kept = new Map<string, Promise<Piece>>();

  /** The piece that holds the byte at `at`; short or empty where the object ends. */
  at(at: number, key: string, read: ReadPiece): Promise<Piece> {
    const begins = at - (at % PIECE_BYTES);
    const name = `${key}@${begins}`;
    const piece = this.kept.get(name) ?? pieceFrom(read, begins);
    // A map is in the order of insertion, so what is used goes to the end.
    this.kept.delete(name);
    this.kept.set(name, piece);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_PIECES && oldest !== undefined) {
      this.kept.delete(oldest);
    }
    piece.catch(() => this.kept.delete(name));
    return piece;
  }
}

async function pieceFrom(read: ReadPiece, begins: number): Promise<Piece> {
  return { bytes: await read(begins, PIECE_BYTES), begins };
}
