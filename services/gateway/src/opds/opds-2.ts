import { addressOf, languagesOf, type Door, type Feed, type Readable } from './feed.ts';

export const OPDS_2 = 'application/opds+json';
export const AUTHENTICATION = 'application/opds-authentication+json';

const FEED = '/opds/v2/publications';
const search = { rel: 'search', href: `${FEED}?q={query}`, type: OPDS_2, templated: true };
const start = { rel: 'start', href: '/opds/v2', type: OPDS_2 };

/** The root of the OPDS 2.0 catalogue. */
export function rootOf2(title: string, doors: readonly Door[]) {
  return {
    metadata: { title },
    links: [{ rel: 'self', href: '/opds/v2', type: OPDS_2 }, start, search],
    navigation: doors.map((door) => ({
      title: door.title,
      href: addressOf(FEED, door.query),
      type: OPDS_2,
      rel: door.query.sort === 'newest' ? 'http://opds-spec.org/sort/new' : 'subsection',
    })),
  };
}

/** A page of publications in OPDS 2.0. Collections with nothing in them are left out, as it asks. */
export function feedOf2({ title, query, publications, facets, total, next, updatedAt }: Feed) {
  return {
    metadata: { title, numberOfItems: total, modified: updatedAt },
    links: [
      { rel: 'self', href: addressOf(FEED, query), type: OPDS_2 },
      start,
      search,
      ...(next === undefined ? [] : [{ rel: 'next', href: addressOf(FEED, next), type: OPDS_2 }]),
    ],
    ...(facets.length > 0 && {
      facets: facets.map((facet) => ({
        metadata: { title: facet.title },
        links: facet.choices.map((choice) => ({
          title: choice.title,
          href: addressOf(FEED, choice.query),
          type: OPDS_2,
          ...(choice.chosen && { rel: 'self' }),
          properties: { numberOfItems: choice.count },
        })),
      })),
    }),
    ...(publications.length > 0
      ? { publications: publications.map(publicationOf2) }
      : { navigation: [{ ...start, title: 'Pustaka PST' }] }),
  };
}

function publicationOf2(publication: Readable) {
  const { id, hasCover, softcopy } = publication;
  const open = softcopy.access === 'public';
  return {
    metadata: {
      '@type': 'http://schema.org/Book',
      identifier: `urn:uuid:${id}`,
      title: publication.title,
      author: publication.authors,
      publisher: publication.publisher,
      language: languagesOf(publication),
      published: publication.releasedOn,
      modified: publication.changedAt,
      description: publication.abstract,
      subject: publication.subjects,
      numberOfPages: softcopy.pages,
      ...(publication.series !== undefined && { belongsTo: { series: publication.series } }),
    },
    links: [
      {
        rel: `http://opds-spec.org/acquisition${open ? '/open-access' : ''}`,
        href: `/v1/publications/${id}/softcopy`,
        type: 'application/pdf',
        size: softcopy.bytes,
        ...(!open && {
          properties: { authenticate: { href: '/opds/authentication', type: AUTHENTICATION } },
        }),
      },
      { rel: 'alternate', href: `/katalog/${id}`, type: 'text/html' },
    ],
    ...(hasCover && {
      images: [{ href: `/v1/publications/${id}/cover`, type: 'image/jpeg' }],
    }),
  };
}
