import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { Marked } from '../catalogue/marked.tsx';
import { useSay } from '../language/language.ts';
import { wordsOf } from './mark-words.ts';
import { indexedPages } from './page-index.ts';
import type { ShownBook } from './show-book.ts';

interface Hit {
  readonly page: number;
  /** Escaped HTML; what matches in `<mark>`. */
  readonly snippet: string;
}

const AROUND = 60;

/** Finds words on the pages: by the catalogue's index, or else by reading the book here. */
export function Find({
  id,
  book,
  page,
  sought,
  chosen,
}: {
  id: string;
  book: ShownBook;
  page: number;
  sought: string;
  chosen: () => void;
}) {
  const say = useSay();
  const [text, setText] = useState(sought);
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [reading, setReading] = useState<number | 'done'>();
  const field = useRef<HTMLInputElement>(null);
  const search = useRef<AbortController>(undefined);
  const pages = book.pdf.numPages;
  useEffect(() => {
    field.current?.focus();
    return () => search.current?.abort();
  }, []);

  const find = async () => {
    search.current?.abort();
    const { signal } = (search.current = new AbortController());
    const words = new Set(wordsOf(text));
    book.mark([...words]);
    setHits([]);
    setReading(undefined);
    if (words.size === 0) {
      return;
    }
    const found: Hit[] = [];
    const show = (hit: Hit) => {
      if (!signal.aborted) {
        found.push(hit);
        setHits([...found]);
      }
    };
    setReading(0);
    try {
      for await (const hit of indexedPages(id, text, signal)) {
        show(hit);
        hit.words.forEach((word) => words.add(word));
      }
      book.mark([...words]);
    } catch {
      // The catalogue cannot be asked just now; the book is here all the same.
    }
    const indexed = found.length > 0;
    // From the open page onwards and round to it again.
    for (let read = 0; !indexed && read < pages && !signal.aborted; read += 1) {
      setReading(read + 1);
      const number = ((page - 1 + read) % pages) + 1;
      const snippet = await snippetOf(book.pdf, number, [...words]);
      if (snippet !== undefined) {
        show({ page: number, snippet });
      }
    }
    if (!signal.aborted) {
      setReading('done');
    }
  };

  return (
    <div className="stack">
      <form
        role="search"
        className="reader-find"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <input
          ref={field}
          type="search"
          aria-label={say('Cari dalam dokumen', 'Find in the document')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">{say('Cari', 'Find')}</button>
      </form>
      {reading !== undefined && (
        <p role="status" className="small">
          {reading === 'done'
            ? say(`${hits.length} halaman memuatnya`, `on ${hits.length} pages`)
            : say(
                `Membaca halaman ${reading} dari ${pages}…`,
                `Reading page ${reading} of ${pages}…`,
              )}
        </p>
      )}
      <ul className="reader-hits">
        {hits.map(({ page: at, snippet }) => (
          <li key={at}>
            <button
              type="button"
              onClick={() => {
                book.turnTo(at);
                chosen();
              }}
            >
              <b className="num">
                {say('Halaman', 'Page')} {at}
              </b>
              <span>
                <Marked text={snippet} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Around the first of the words, on a page that has all of them. */
async function snippetOf(
  pdf: PDFDocumentProxy,
  page: number,
  words: readonly string[],
): Promise<string | undefined> {
  const shown = await pdf.getPage(page).catch(() => undefined); // one broken page is no broken book
  const content = await shown?.getTextContent().catch(() => undefined);
  const text = (content?.items ?? [])
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : ''))
    .join('');
  const places = words.map((word) => ({ word, at: text.toLowerCase().indexOf(word) }));
  const [first] = places.toSorted((left, right) => left.at - right.at);
  if (first === undefined || first.at < 0) {
    return undefined;
  }
  const { at, word } = first;
  const end = at + word.length;
  const [before, match, after] = [
    text.slice(Math.max(0, at - AROUND), at),
    text.slice(at, end),
    text.slice(end, end + AROUND),
  ].map((part) => part.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return `${at > AROUND ? '…' : ''}${before}<mark>${match}</mark>${after}${end + AROUND < text.length ? '…' : ''}`;
}
