import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef } from 'react';
import { useSay } from '../language/language.ts';
import type { ShownBook } from './show-book.ts';

const WIDTH = 110;

/** Every page small; drawn when it comes into view, and forgotten when it leaves. */
export function Thumbnails({
  book,
  page,
  chosen,
}: {
  book: ShownBook;
  page: number;
  chosen: () => void;
}) {
  const say = useSay();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <ol className="reader-thumbnails" ref={list}>
      {Array.from({ length: book.pdf.numPages }, (_, index) => (
        <li key={index}>
          <button
            type="button"
            aria-current={page === index + 1 ? 'page' : undefined}
            aria-label={say(`Halaman ${index + 1}`, `Page ${index + 1}`)}
            onClick={() => {
              book.turnTo(index + 1);
              chosen();
            }}
          >
            <Thumbnail pdf={book.pdf} page={index + 1} />
            <span className="num">{index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Thumbnail({ pdf, page }: { pdf: PDFDocumentProxy; page: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current;
    if (!surface) {
      return;
    }
    let stop = () => undefined as void;
    const watch = new IntersectionObserver(([entry]) => {
      stop();
      if (entry?.isIntersecting) {
        stop = draw(pdf, page, surface);
      } else {
        surface.width = 0;
      }
    });
    watch.observe(surface);
    return () => {
      watch.disconnect();
      stop();
    };
  }, [pdf, page]);
  return <canvas ref={canvas} aria-hidden="true" />;
}

/** Draws, unless it is stopped before. */
function draw(pdf: PDFDocumentProxy, page: number, surface: HTMLCanvasElement): () => void {
  let stopped = false;
  let cancel = () => undefined as void;
  void (async () => {
    const shown = await pdf.getPage(page);
    if (stopped) {
      return;
    }
    const density = Math.min(window.devicePixelRatio || 1, 2);
    const natural = shown.getViewport({ scale: 1 });
    const viewport = shown.getViewport({ scale: (WIDTH * density) / natural.width });
    surface.width = Math.floor(viewport.width);
    surface.height = Math.floor(viewport.height);
    const painting = shown.render({ canvas: surface, viewport });
    cancel = () => painting.cancel();
    await painting.promise;
  })().catch(() => undefined); // A page that cannot be drawn small is still there to be opened.
  return () => {
    stopped = true;
    cancel();
  };
}
