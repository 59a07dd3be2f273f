import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

// Here and not in a route: a side effect there would pull pdf.js into the first load of every page.
GlobalWorkerOptions.workerSrc = worker;

/** Opens the softcopy piece by piece: the first page shows long before the file is here. */
export const openPdf = (id: string) =>
  getDocument({
    url: `/v1/publications/${encodeURIComponent(id)}/softcopy`,
    withCredentials: true,
    rangeChunkSize: 131_072,
    disableAutoFetch: true,
    disableStream: true,
  });
