import {
  getDocument,
  GlobalWorkerOptions,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
} from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.mjs?worker&url';

// Here and not in a route: a side effect there would pull pdf.js into the first load of every page.
GlobalWorkerOptions.workerSrc = worker;

const PIECE_BYTES = 131_072;
const PAUSES_MS = [500, 2_000, 5_000];
/** No picture of a printed page has more points; one that says so is after the reader's memory. */
const MOST_IMAGE_POINTS = 120_000_000;

/** Why there is nothing to read. */
export type NotOpened = 'sign-in' | 'not-found' | 'replaced' | 'broken' | 'unreachable';

export class BookNotOpened extends Error {
  constructor(readonly reason: NotOpened) {
    super(reason);
  }
}

export interface OpenBook {
  readonly opened: Promise<PDFDocumentProxy>;
  close(): void;
}

/**
 * Opens the softcopy piece by piece: what is on the screen is what is fetched.
 *
 * @param lost called when pieces of an open book can no longer be had
 */
export function openBook(publicationId: string, lost: (reason: NotOpened) => void): OpenBook {
  const url = `/v1/publications/${encodeURIComponent(publicationId)}/softcopy`;
  const closed = new AbortController();
  const opened = (async () => {
    const first = await fetchPiece(url, { begin: 0, end: PIECE_BYTES, signal: closed.signal });
    const task = getDocument({
      range: new Pieces(url, first, closed, lost),
      rangeChunkSize: PIECE_BYTES,
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      maxImageSize: MOST_IMAGE_POINTS,
      // No WebAssembly: our pages may not make code from bytes. The decoders come as scripts as well.
      useWasm: false,
      wasmUrl: '/assets/pdf/wasm/',
      cMapUrl: '/assets/pdf/cmaps/',
      // What a PDF leaves to the machine looks the same on all of them.
      useSystemFonts: false,
      standardFontDataUrl: '/assets/pdf/standard_fonts/',
    });
    closed.signal.addEventListener('abort', () => void task.destroy());
    try {
      const pdf = await task.promise;
      await pdf.getPage(1); // a file can be put together well enough and still have no page
      return pdf;
    } catch {
      throw new BookNotOpened('broken');
    }
  })();
  return { opened, close: () => closed.abort() };
}

interface Piece {
  readonly bytes: Uint8Array;
  /** Of the whole file. */
  readonly length: number;
  readonly etag: string | null;
}

interface Wanted {
  readonly begin: number;
  /** Exclusive. */
  readonly end: number;
  /** The version that the earlier pieces are of. */
  readonly etag?: string | null;
  readonly signal: AbortSignal;
}

/** Throws BookNotOpened; what looks like a bad line is tried again. */
async function fetchPiece(url: string, { begin, end, etag, signal }: Wanted): Promise<Piece> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(url, {
      headers: { range: `bytes=${begin}-${end - 1}`, ...(etag && { 'if-range': etag }) },
      // The browser would let pieces of one address wait for each other.
      cache: 'no-store',
      signal,
    }).catch(() => undefined);
    signal.throwIfAborted();
    if (answer?.status === 206) {
      const whole = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '');
      return {
        bytes: new Uint8Array(await answer.arrayBuffer()),
        length: Number(whole?.[1]),
        etag: answer.headers.get('etag'),
      };
    }
    void answer?.body?.cancel();
    const refusals: Record<number, NotOpened> = {
      200: 'replaced',
      401: 'sign-in',
      403: 'sign-in',
      404: 'not-found',
      416: 'replaced',
    };
    const refused = answer && refusals[answer.status];
    const pause = PAUSES_MS[attempt];
    if (refused || pause === undefined) {
      throw new BookNotOpened(refused ?? 'unreachable');
    }
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

class Pieces extends PDFDataRangeTransport {
  constructor(
    private readonly url: string,
    private readonly first: Piece,
    private readonly closed: AbortController,
    private readonly lost: (reason: NotOpened) => void,
  ) {
    super(first.length, first.bytes, first.bytes.length >= first.length);
  }

  override requestDataRange(begin: number, end: number): void {
    const { etag } = this.first;
    fetchPiece(this.url, { begin, end, etag, signal: this.closed.signal }).then(
      ({ bytes }) => this.onDataRange(begin, bytes),
      (error: unknown) => {
        if (error instanceof BookNotOpened) {
          this.lost(error.reason);
        }
      },
    );
  }

  override abort(): void {
    this.closed.abort();
  }
}
