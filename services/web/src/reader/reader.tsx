import './reader.css';
import type { Publication } from '@pst/contracts';
import { Loader } from '@mantine/core';
import {
  IconArrowLeft,
  IconBook,
  IconChevronLeft,
  IconChevronRight,
  IconInfoCircle,
  IconLayoutGrid,
  IconList,
  IconSearch,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTitle } from '../components/page.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { currentLanguage, useSay } from '../language/language.ts';
import { AboutBook } from './about-book.tsx';
import { Find } from './find.tsx';
import { wordsOf } from './mark-words.ts';
import { NothingToRead } from './nothing-to-read.tsx';
import { BookNotOpened, openBook, type NotOpened } from './open-book.ts';
import { Outline } from './outline.tsx';
import { indexedPages } from './page-index.ts';
import { useKeptPlace, usePlaceLeft } from './place.ts';
import { showBook, type ShownBook } from './show-book.ts';
import { Thumbnails } from './thumbnails.tsx';

const route = getRouteApi('/baca/$id');
type Panel = 'outline' | 'thumbnails' | 'find' | 'about';

export function Reader() {
  const say = useSay();
  const { id } = route.useParams();
  const { halaman, cari } = route.useSearch();
  const navigate = route.useNavigate();
  const record = useQuery<Publication, Problem>({
    queryKey: ['publication', id],
    queryFn: () => ask(`/v1/publications/${encodeURIComponent(id)}`),
  });
  useTitle(record.data?.title ?? say('Membaca', 'Reading'));
  const pagesElement = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [book, setBook] = useState<ShownBook>();
  const [failed, setFailed] = useState<NotOpened>();
  const [page, setPage] = useState(halaman ?? 1);
  const [panel, setPanel] = useState<Panel>();
  const [twoPages, setTwoPages] = useState(false);
  // What the address says afterwards is where the reading has come to.
  const [asked] = useState({ page: halaman, words: wordsOf(cari ?? '') });
  const place = usePlaceLeft(id);
  const [begin, setBegin] = useState(asked.page);
  if (begin === undefined && place !== undefined) {
    setBegin(place ?? 1);
  }

  useEffect(() => {
    const opening = openBook(id, setFailed);
    let left = false;
    opening.opened.then(
      (opened) => !left && setPdf(opened),
      (error: unknown) =>
        !left && setFailed(error instanceof BookNotOpened ? error.reason : 'broken'),
    );
    return () => {
      left = true;
      setPdf(undefined);
      opening.close();
    };
  }, [id]);

  useEffect(() => {
    if (!pdf || begin === undefined || !pagesElement.current) {
      return;
    }
    const shown = showBook(pdf, pagesElement.current, {
      page: begin,
      words: asked.words,
      nameOf: (number) => (currentLanguage() === 'id' ? `Halaman ${number}` : `Page ${number}`),
      turned: setPage,
    });
    setBook(shown);
    return () => {
      setBook(undefined);
      shown.close();
    };
  }, [pdf, begin, asked]);
  useKeptPlace(id, page, book !== undefined);

  useEffect(() => {
    // Scrolling passes many pages; the address names the one where the reader stays.
    const settle = setTimeout(() => {
      if (book && page !== (halaman ?? 1)) {
        void navigate({
          search: (before) => ({ ...before, halaman: page }),
          replace: true,
          resetScroll: false,
        });
      }
    }, 300);
    return () => clearTimeout(settle);
  }, [book, page, halaman, navigate]);

  useEffect(() => {
    if (!book || asked.words.length === 0) {
      return;
    }
    const left = new AbortController();
    void (async () => {
      const found = new Set(asked.words);
      for await (const hit of indexedPages(id, asked.words.join(' '), left.signal)) {
        hit.words.forEach((word) => found.add(word));
      }
      book.mark([...found]);
    })().catch(() => undefined); // The words as they were typed are marked already.
    return () => left.abort();
  }, [book, id, asked]);

  const close = useCallback(() => {
    setPanel(undefined);
    pagesElement.current?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    if (!book) {
      return;
    }
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement;
      if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
        setPanel('find');
      } else if (event.key === 'Escape' && panel) {
        close();
      } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      } else if (event.key === 'ArrowRight') {
        book.turnTo(page + 1);
      } else if (event.key === 'ArrowLeft') {
        book.turnTo(page - 1);
      } else if (event.key === 'Home') {
        book.turnTo(1);
      } else if (event.key === 'End') {
        book.turnTo(book.pdf.numPages);
      } else if (event.key === '+' || event.key === '=') {
        book.zoom('in');
      } else if (event.key === '-') {
        book.zoom('out');
      } else if (event.key === '0') {
        book.zoom('fit');
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [book, page, panel, close]);

  const pages = book?.pdf.numPages;
  const toggles: readonly { of: Panel; label: string; icon: ReactNode }[] = [
    { of: 'outline', label: say('Daftar isi', 'Contents'), icon: <IconList /> },
    { of: 'thumbnails', label: say('Semua halaman', 'All pages'), icon: <IconLayoutGrid /> },
    { of: 'find', label: say('Cari dalam dokumen', 'Find in the document'), icon: <IconSearch /> },
    {
      of: 'about',
      label: say('Kutip, minta, lapor', 'Cite, ask, report'),
      icon: <IconInfoCircle />,
    },
  ];
  // On a telephone the panel lies over the pages, and makes way for what was chosen in it.
  const chosen = () => {
    if (window.matchMedia('(max-width: 900px)').matches) {
      close();
    }
  };

  return (
    <div className="reader">
      <header className="reader-bar">
        <Link to="/katalog/$id" params={{ id }} aria-label={say('Kembali', 'Back')}>
          <IconArrowLeft aria-hidden="true" />
        </Link>
        <h1 className="hide-phone">
          {record.data?.title ?? say('Membaca publikasi', 'Reading a publication')}
        </h1>
        <div className="reader-group">
          <Tool
            wide
            label={say('Halaman sebelumnya', 'Previous page')}
            icon={<IconChevronLeft />}
            disabled={!book || page <= 1}
            press={() => book?.turnTo(page - 1)}
          />
          <label>
            <input
              aria-label={say('Nomor halaman', 'Page number')}
              inputMode="numeric"
              key={page}
              defaultValue={page}
              disabled={!book}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  book?.turnTo(Number(event.currentTarget.value) || page);
                }
              }}
            />
            <span className="num">/ {pages ?? '–'}</span>
          </label>
          <Tool
            wide
            label={say('Halaman berikutnya', 'Next page')}
            icon={<IconChevronRight />}
            disabled={!book || page >= (pages ?? 0)}
            press={() => book?.turnTo(page + 1)}
          />
        </div>
        <div className="reader-group hide-phone">
          <Tool
            label={say('Perkecil', 'Smaller')}
            icon={<IconZoomOut />}
            disabled={!book}
            press={() => book?.zoom('out')}
          />
          <Tool
            label={say('Perbesar', 'Larger')}
            icon={<IconZoomIn />}
            disabled={!book}
            press={() => book?.zoom('in')}
          />
          <Tool
            label={say('Dua halaman', 'Two pages')}
            icon={<IconBook />}
            disabled={!book}
            pressed={twoPages}
            press={() => {
              book?.twoPages(!twoPages);
              setTwoPages(!twoPages);
            }}
          />
        </div>
        <div className="reader-group">
          {toggles.map(({ of, label, icon }) => (
            <Tool
              key={of}
              label={label}
              icon={icon}
              disabled={!book}
              pressed={panel === of}
              press={() => setPanel(panel === of ? undefined : of)}
            />
          ))}
        </div>
      </header>
      <main className="reader-room">
        {book && panel && (
          <aside
            className="reader-panel"
            aria-label={toggles.find(({ of }) => of === panel)?.label}
          >
            {panel === 'outline' && <Outline book={book} chosen={chosen} />}
            {panel === 'thumbnails' && <Thumbnails book={book} page={page} chosen={chosen} />}
            {panel === 'find' && (
              <Find id={id} book={book} page={page} sought={cari ?? ''} chosen={chosen} />
            )}
            {panel === 'about' && record.data && <AboutBook of={record.data} page={page} />}
          </aside>
        )}
        <div className="reader-stage">
          {failed && <NothingToRead id={id} because={failed} />}
          {!book && !failed && (
            <div role="status" className="reader-opening">
              <Loader color="kunyit.4" aria-label={say('Membuka PDF', 'Opening the PDF')} />
            </div>
          )}
          {book && asked.page === undefined && page > 1 && page === begin && (
            <p className="reader-resumed" role="status">
              {say(`Dilanjutkan dari halaman ${page}`, `Continued from page ${page}`)}
              <button type="button" onClick={() => book.turnTo(1)}>
                {say('Dari awal', 'From the beginning')}
              </button>
            </p>
          )}
          {/* pdf.js wants a scrolling element that is placed, with one for the pages in it. */}
          <div
            className="reader-pages"
            ref={pagesElement}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within a key's reach
            tabIndex={0}
            role="document"
            aria-label={say('Isi publikasi', 'The publication')}
            hidden={failed !== undefined}
          >
            <div className="pdfViewer" />
          </div>
        </div>
      </main>
    </div>
  );
}

function Tool({
  label,
  icon,
  press,
  disabled,
  pressed,
  wide = false,
}: {
  label: string;
  icon: ReactNode;
  press: () => void;
  disabled: boolean;
  pressed?: boolean;
  /** Only where there is room: on a telephone pages are turned by the finger. */
  wide?: boolean;
}) {
  return (
    <button
      type="button"
      className={wide ? 'hide-phone' : undefined}
      aria-label={label}
      title={label}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={press}
    >
      <span aria-hidden="true">{icon}</span>
    </button>
  );
}
