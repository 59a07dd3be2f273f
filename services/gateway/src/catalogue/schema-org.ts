import type { Publication } from '@pst/contracts';

const TYPES: Record<Publication['kind'], string> = {
  serial: 'Book',
  book: 'Book',
  report: 'Report',
  'press-release': 'Report',
  leaflet: 'CreativeWork',
  other: 'CreativeWork',
};

const organisation = (name: string) => ({ '@type': 'Organization', name });

/** The publication in the words of schema.org, as search engines read it; `origin` is where the site stands. */
export function schemaOrg(publication: Publication, origin: string): Record<string, unknown> {
  const { id, softcopy, hasCover, language, series, issn, areaName } = publication;
  const url = new URL(`/katalog/${id}`, origin).href;
  const open = softcopy?.access === 'public';
  // What is not known is undefined and leaves no trace in the JSON.
  return {
    '@context': 'https://schema.org',
    '@type': TYPES[publication.kind],
    '@id': url,
    url,
    name: publication.title,
    author: publication.authors.map(organisation),
    publisher: publication.publisher && organisation(publication.publisher),
    datePublished: publication.releasedOn ?? publication.year?.toString(),
    dateModified: publication.changedAt,
    inLanguage: language === 'id-en' ? ['id', 'en'] : language,
    abstract: publication.abstract,
    keywords: publication.subjects,
    isbn: publication.isbn,
    isPartOf: series && { '@type': 'Periodical', name: series, issn },
    spatialCoverage: areaName && { '@type': 'Place', name: areaName },
    license: publication.licence,
    numberOfPages: softcopy?.pages,
    image: hasCover ? new URL(`/v1/publications/${id}/cover`, origin).href : undefined,
    isAccessibleForFree: true,
    encoding: open
      ? {
          '@type': 'MediaObject',
          contentUrl: new URL(`/v1/publications/${id}/softcopy`, origin).href,
          encodingFormat: 'application/pdf',
          contentSize: `${softcopy.bytes} B`,
        }
      : undefined,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** The client's page with the publication's title, summary, address and description for machines in its head. */
export function pageAbout(page: string, publication: Publication, origin: string): string {
  const url = new URL(`/katalog/${publication.id}`, origin).href;
  const summary = publication.abstract?.slice(0, 300) ?? publication.title;
  // In a script element only `<` could begin its end.
  const json = JSON.stringify(schemaOrg(publication, origin)).replaceAll('<', String.raw`\u003c`);
  const head = [
    `<title>${escape(publication.title)} – Pustaka PST</title>`,
    `<meta name="description" content="${escape(summary)}" />`,
    `<link rel="canonical" href="${url}" />`,
    `<script type="application/ld+json">${json}</script>`,
    '</head>',
  ].join('');
  return page
    .replace(/<meta name="description"[^>]*>/, '')
    .replace(/<title>[^<]*<\/title>/, '')
    .replace('</head>', () => head);
}
