import type { Publication } from '@pst/contracts';
import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { TextLayer, type PDFDocumentProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTitle } from '../components/page.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { openPdf } from './pdf.ts';

const route = getRouteApi('/baca/$id');
const pageInAddress = () => Number(/page=(\d+)/.exec(window.location.hash)?.[1]);
const ZOOM = { least: 0.5, most: 4, step: 1.25 };

export function Reader() {
  const say = useSay();
  const { id } = route.useParams();
  const asked = route.useSearch();
  const record = useQuery<Publication, Problem>({
    queryKey: ['publication', id],
    queryFn: () => ask(`/v1/publications/${encodeURIComponent(id)}`),
  });
  useTitle(record.data?.title ?? say('Membaca', 'Reading'));
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [failed, setFailed] = useState<'no' | 'sign-in' | 'broken'>('no');
  const [page, setPage] = useState(() => pageInAddress() || (asked.halaman ?? 1));
  const [zoom, setZoom] = useState(1);
  const [sought, setSought] = useState(asked.cari ?? '');
  const [finding, setFinding] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const pages = pdf?.numPages ?? 0;

  useEffect(() => {
    const task = openPdf(id);
    let left = false;
    task.promise.then(
      (opened) => !left && setPdf(opened),
      (error: { status?: number }) =>
        !left && setFailed(error.status === 401 || error.status === 403 ? 'sign-in' : 'broken'),
    );
    return () => {
      left = true;
      void task.destroy();
    };
  }, [id]);

  const turn = useCallback(
    (to: number) => {
      const next = Math.min(Math.max(1, to), pages || 1);
      setPage(next);
      window.history.replaceState(window.history.state, '', `#page=${next}`);
      window.scrollTo({ top: 0 });
    },
    [pages],
  );

  useEffect(() => {
    const follow = () => setPage(pageInAddress() || 1);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
        event.preventDefault();
        search.current?.focus();
        return;
      }
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === 'ArrowRight' || event.key === 'PageDown') {
        turn(page + 1);
      } else if (event.key === 'ArrowLeft' || event.key === 'PageUp') {
        turn(page - 1);
      } else if (event.key === 'Home') {
        turn(1);
      } else if (event.key === 'End') {
        turn(pages);
      } else if (event.key === '+') {
        setZoom((now) => Math.min(ZOOM.most, now * ZOOM.step));
      } else if (event.key === '-') {
        setZoom((now) => Math.max(ZOOM.least, now / ZOOM.step));
      } else {
        return;
      }
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [page, pages, turn]);

  useEffect(() => {
    if (!pdf) {
      return;
    }
    let left = false;
    let stop = () => undefined as void;
    void (async () => {
      const shown = await pdf.getPage(Math.min(Math.max(1, page), pdf.numPages));
      const natural = shown.getViewport({ scale: 1 });
      const room = Math.min(window.innerWidth - 32, 900);
      const viewport = shown.getViewport({ scale: (room / natural.width) * zoom });
      const surface = canvas.current;
      const words = layer.current;
      if (left || !surface || !words || !sheet.current) {
        return;
      }
      const density = Math.min(window.devicePixelRatio || 1, 2);
      surface.width = Math.floor(viewport.width * density);
      surface.height = Math.floor(viewport.height * density);
      surface.style.width = `${viewport.width}px`;
      surface.style.height = `${viewport.height}px`;
      sheet.current.style.width = `${viewport.width}px`;
      sheet.current.style.height = `${viewport.height}px`;
      sheet.current.style.setProperty('--total-scale-factor', String(viewport.scale));
      sheet.current.style.setProperty('--scale-factor', String(viewport.scale));
      const painting = shown.render({
        canvas: surface,
        viewport,
        transform: [density, 0, 0, density, 0, 0],
      });
      stop = () => painting.cancel();
      await painting.promise.catch(() => undefined); // cancelled by turning the page
      if (left) {
        return;
      }
      words.replaceChildren();
      const text = new TextLayer({
        textContentSource: await shown.getTextContent(),
        container: words,
        viewport,
      });
      await text.render();
      const soughtWords = sought
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word.length > 1);
      if (soughtWords.length > 0) {
        for (const span of text.textDivs) {
          const shownText = span.textContent?.toLowerCase() ?? '';
          if (soughtWords.some((word) => shownText.includes(word))) {
            span.style.backgroundColor = 'rgb(242 180 75 / 55%)';
          }
        }
      }
    })();
    return () => {
      left = true;
      stop();
    };
  }, [pdf, page, zoom, sought]);

  const find = async () => {
    const wanted = sought.trim().toLowerCase();
    if (!pdf || wanted === '') {
      return;
    }
    setFinding(say('Mencari…', 'Searching…'));
    for (let step = 1; step <= pdf.numPages; step += 1) {
      const number = ((page - 1 + step) % pdf.numPages) + 1;
      const content = await (await pdf.getPage(number)).getTextContent();
      const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
      if (text.toLowerCase().includes(wanted)) {
        setFinding(say(`Ditemukan di halaman ${number}`, `Found on page ${number}`));
        turn(number);
        return;
      }
    }
    setFinding(say('Tidak ditemukan', 'Not found'));
  };

  return (
    <div className="reader">
      <header className="reader-bar">
        <Link to="/katalog/$id" params={{ id }}>
          ← {say('Kembali', 'Back')}
        </Link>
        <button
          type="button"
          onClick={() => turn(page - 1)}
          disabled={page <= 1}
          aria-label={say('Halaman sebelumnya', 'Previous page')}
        >
          ‹
        </button>
        <label>
          <span className="hide-phone">{say('Halaman', 'Page')}</span>
          <input
            aria-label={say('Nomor halaman', 'Page number')}
            inputMode="numeric"
            style={{ width: '4rem' }}
            key={page}
            defaultValue={page}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                turn(Number(event.currentTarget.value) || page);
              }
            }}
          />
          <span className="num">/ {pages || '–'}</span>
        </label>
        <button
          type="button"
          onClick={() => turn(page + 1)}
          disabled={page >= pages}
          aria-label={say('Halaman berikutnya', 'Next page')}
        >
          ›
        </button>
        <button
          type="button"
          onClick={() => setZoom(Math.max(ZOOM.least, zoom / ZOOM.step))}
          aria-label={say('Perkecil', 'Zoom out')}
        >
          −
        </button>
        <button
          type="button"
          onClick={() => setZoom(Math.min(ZOOM.most, zoom * ZOOM.step))}
          aria-label={say('Perbesar', 'Zoom in')}
        >
          +
        </button>
        <form
          role="search"
          style={{ display: 'flex', gap: '0.5rem' }}
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <input
            ref={search}
            type="search"
            style={{ width: '11rem' }}
            aria-label={say('Cari dalam dokumen', 'Find in the document')}
            placeholder={say('Cari dalam dokumen', 'Find in document')}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <button type="submit">{say('Cari', 'Find')}</button>
        </form>
        <span role="status" style={{ fontSize: '1rem' }}>
          {finding}
        </span>
      </header>
      <main className="reader-scroll">
        <h1 style={{ fontSize: '1.1rem', textAlign: 'center', marginTop: '1rem' }}>
          {record.data?.title ?? say('Membaca publikasi', 'Reading a publication')}
        </h1>
        {failed !== 'no' && (
          <div
            className="card stack narrow"
            style={{ margin: '3rem auto', color: 'var(--ink)' }}
            role="alert"
          >
            {failed === 'sign-in' ? (
              <>
                <strong>{say('Masuk untuk membaca', 'Sign in to read')}</strong>
                <Link to="/masuk" search={{ ke: `/baca/${id}` }}>
                  {say('Masuk dengan akun Anda', 'Sign in with your account')}
                </Link>
              </>
            ) : (
              <>
                <strong>{say('PDF tidak dapat dibuka', 'The PDF cannot be opened')}</strong>
                <p>
                  {say(
                    'Muat ulang halaman, atau minta PDF lewat e-mail.',
                    'Reload the page, or ask for the PDF by e-mail.',
                  )}
                </p>
              </>
            )}
          </div>
        )}
        {!pdf && failed === 'no' && (
          <div role="status" style={{ textAlign: 'center', padding: '4rem' }}>
            <Loader color="kunyit.4" aria-label={say('Membuka PDF', 'Opening the PDF')} />
          </div>
        )}
        <div
          className="reader-page"
          ref={sheet}
          hidden={!pdf}
          role="region"
          aria-label={say(`Halaman ${page}`, `Page ${page}`)}
        >
          <canvas ref={canvas} style={{ display: 'block' }} aria-hidden="true" />
          <div ref={layer} className="textLayer" data-testid="text-layer" />
        </div>
      </main>
    </div>
  );
}
