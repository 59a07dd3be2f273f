import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useQuery } from '@tanstack/react-query';
import { useSay } from '../language/language.ts';
import type { ShownBook } from './show-book.ts';

type Entry = NonNullable<Awaited<ReturnType<PDFDocumentProxy['getOutline']>>>[number];

/** Below one heading; more is after the browser's breath, not after a reader. */
const MOST_ENTRIES = 500;

/** The contents as the PDF has them. */
export function Outline({ book, chosen }: { book: ShownBook; chosen: () => void }) {
  const say = useSay();
  const outline = useQuery<Entry[]>({
    queryKey: ['outline', book.pdf.fingerprints[0]],
    queryFn: async () => (await book.pdf.getOutline()) ?? [],
  });
  if (outline.isPending) {
    return <p role="status">{say('Membaca daftar isi…', 'Reading the contents…')}</p>;
  }
  if (!outline.data?.length) {
    return <p>{say('PDF ini tidak memuat daftar isi.', 'This PDF has no list of contents.')}</p>;
  }
  const follow = (destination: NonNullable<Entry['dest']>) => {
    book.follow(destination);
    chosen();
  };
  return (
    <nav aria-label={say('Daftar isi', 'Contents')}>
      <Entries of={outline.data} follow={follow} />
    </nav>
  );
}

function Entries({
  of,
  follow,
}: {
  of: readonly Entry[];
  follow: (destination: NonNullable<Entry['dest']>) => void;
}) {
  return (
    <ul>
      {of.slice(0, MOST_ENTRIES).map(({ title, dest, items }, index) => (
        <li key={index}>
          <button type="button" disabled={dest === null} onClick={() => dest && follow(dest)}>
            {title}
          </button>
          {items.length > 0 && <Entries of={items} follow={follow} />}
        </li>
      ))}
    </ul>
  );
}
