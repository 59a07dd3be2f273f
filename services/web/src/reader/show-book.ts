import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist';
import { EventBus, LinkTarget, PDFLinkService, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs';
import { markWords } from './mark-words.ts';

/** A telephone has little memory for pictures. */
const MOST_POINTS = 16_777_216;
/** pdf.js' word for as wide as the screen, up to a size that is pleasant to read. */
const WIDTH = 'auto';

/** What the reader's chrome does with the pages. */
export interface ShownBook {
  readonly pdf: PDFDocumentProxy;
  turnTo(page: number): void;
  /** A place that the outline names. */
  follow(destination: string | unknown[]): void;
  zoom(step: 'in' | 'out' | 'fit'): void;
  twoPages(on: boolean): void;
  mark(words: readonly string[]): void;
  close(): void;
}

interface Start {
  readonly page: number;
  readonly words: readonly string[];
  readonly nameOf: (page: number) => string;
  readonly turned: (page: number) => void;
}

/** Puts a book's pages into an element that scrolls; pages are drawn when they come near. */
export function showBook(
  pdf: PDFDocumentProxy,
  container: HTMLDivElement,
  start: Start,
): ShownBook {
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({
    eventBus,
    externalLinkTarget: LinkTarget.BLANK,
    externalLinkRel: 'noopener noreferrer nofollow',
    ignoreDestinationZoom: true,
  });
  const viewer = new PDFViewer({
    container,
    eventBus,
    linkService,
    // Links can be followed; forms, scripts and attachments stay paper.
    annotationMode: AnnotationMode.ENABLE,
    enableAutoLinking: false,
    removePageBorders: true,
    maxCanvasPixels: MOST_POINTS,
  });
  linkService.setViewer(viewer);
  let words = start.words;
  let unseen = words.length > 0;
  const size = new ResizeObserver(() => {
    // A size that the reader chose stays; one that follows the screen follows it.
    if (Number.isNaN(Number(viewer.currentScaleValue))) {
      viewer.currentScaleValue = String(viewer.currentScaleValue);
    }
  });

  eventBus.on('pagesinit', () => {
    for (let page = 0; page < viewer.pagesCount; page += 1) {
      const { div } = viewer.getPageView(page) as { div: HTMLElement };
      delete div.dataset['l10nId'];
      div.setAttribute('aria-label', start.nameOf(page + 1));
    }
    viewer.currentScaleValue = WIDTH;
    size.observe(container);
    viewer.currentPageNumber = Math.min(start.page, viewer.pagesCount);
    start.turned(viewer.currentPageNumber);
  });
  eventBus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => start.turned(pageNumber));
  eventBus.on('textlayerrendered', ({ pageNumber }: { pageNumber: number }) => {
    const marked = markWords(container, words);
    if (unseen && pageNumber === viewer.currentPageNumber) {
      unseen = false;
      marked.get(pageNumber)?.scrollIntoView({ block: 'center' });
    }
  });
  viewer.setDocument(pdf);
  linkService.setDocument(pdf);

  return {
    pdf,
    turnTo(page) {
      unseen = words.length > 0;
      viewer.currentPageNumber = Math.min(Math.max(1, page), viewer.pagesCount || 1);
      markWords(container, words);
    },
    follow: (destination) => void linkService.goToDestination(destination),
    zoom(step) {
      if (step === 'fit') {
        viewer.currentScaleValue = WIDTH;
      } else if (step === 'in') {
        viewer.increaseScale();
      } else {
        viewer.decreaseScale();
      }
    },
    twoPages(on) {
      // As a book lies open: the cover alone, then left and right.
      viewer.spreadMode = on ? 2 : 0;
      viewer.currentScaleValue = on ? 'page-fit' : WIDTH;
    },
    mark(next) {
      words = next;
      unseen = true;
      markWords(container, words);
    },
    close() {
      size.disconnect();
      viewer.setDocument(null as never); // which is how pdf.js takes a document away
      linkService.setDocument(null);
      markWords(container, []);
    },
  };
}
