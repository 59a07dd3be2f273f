import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What pdf.js fetches by name while it reads: fonts, character maps, decoders of scanned pages. */
export function filesOfPdfJs(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'files-of-pdf-js',
    generateBundle() {
      const wanted = ['cmaps/*.bcmap', 'standard_fonts/*.{pfb,ttf}', 'wasm/*_nowasm_fallback.js'];
      for (const file of globSync(wanted, { cwd: folder })) {
        this.emitFile({
          type: 'asset',
          fileName: `assets/pdf/${file}`,
          source: readFileSync(join(folder, file)),
        });
      }
    },
  };
}

const WALK = 'for (let last = kids.length - 1; last >= 0; last--) {';
/** With as many pages below as entries, each entry is a page, and the wanted one is known by its place. */
const BY_PLACE = `if (count === kids.length) {
  const place = kids[pageIndex - currentPageIndex];
  const page = place instanceof Ref ? await xref.fetchAsync(place) : undefined;
  if (page instanceof Dict && !page.has("Kids")) {
    for (const [at, kid] of kids.entries()) {
      if (kid instanceof Ref && !pageIndexCache.has(kid)) {
        pageIndexCache.put(kid, currentPageIndex + at);
      }
    }
    return [page, place];
  }
}
`;

/**
 * Most programs write the pages as one flat list, each beside its pictures. pdf.js looks at all of them
 * before it shows the first one: of a scanned book that is a piece of every page. See ADR 19.
 */
export function pagesByPlace(): Plugin {
  return {
    name: 'pages-by-place',
    transform(code, id) {
      if (!/pdf\.worker\.mjs/.test(id)) {
        return undefined;
      }
      if (code.split(WALK).length !== 2) {
        throw new Error('pdf.js walks its pages in another way now: look at pagesByPlace again');
      }
      return { code: code.replace(WALK, () => BY_PLACE + WALK), map: null };
    },
  };
}
