import { element, xmlDocument, type Xml } from '@pst/xml';
import { addressOf, languagesOf, type Door, type Feed, type Readable } from './feed.ts';

const ATOM = 'application/atom+xml;profile=opds-catalog';
export const NAVIGATION = `${ATOM};kind=navigation`;
export const ACQUISITION = `${ATOM};kind=acquisition`;
export const OPEN_SEARCH = 'application/opensearchdescription+xml';

const ROOT = '/opds/v1.2';
const FEED = `${ROOT}/publications`;

interface Identity {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: string;
  /** The office, as the feed's author. */
  readonly author: string;
}

const link = (rel: string, type: string, href: string, more: Record<string, string> = {}) =>
  element('link', { rel, type, href, ...more });

function atom({ id, title, updatedAt, author }: Identity, ...content: (Xml | Xml[])[]): string {
  return xmlDocument(
    element(
      'feed',
      {
        xmlns: 'http://www.w3.org/2005/Atom',
        'xmlns:dc': 'http://purl.org/dc/terms/',
        'xmlns:opds': 'http://opds-spec.org/2010/catalog',
        'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
        'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
      },
      element('id', {}, id),
      element('title', {}, title),
      element('updated', {}, updatedAt),
      element('author', {}, element('name', {}, author)),
      link('start', NAVIGATION, ROOT),
      link('search', OPEN_SEARCH, `${ROOT}/search.xml`),
      content,
    ),
  );
}

/** The root of the OPDS 1.2 catalogue. */
export function rootOf12(root: Identity, doors: readonly Door[]): string {
  return atom(
    root,
    link('self', NAVIGATION, ROOT),
    doors.map(({ title, query }) =>
      element(
        'entry',
        {},
        element('title', {}, title),
        element('id', {}, root.id, ':', addressOf('', query)),
        element('updated', {}, root.updatedAt),
        element('content', { type: 'text' }, title),
        link('subsection', ACQUISITION, addressOf(FEED, query)),
      ),
    ),
  );
}

/** A page of publications in OPDS 1.2. */
export function feedOf12(catalogue: Pick<Identity, 'id' | 'author'>, feed: Feed): string {
  const { title, query, next, facets, total, updatedAt } = feed;
  return atom(
    { ...catalogue, id: `${catalogue.id}:${addressOf('', query)}`, title, updatedAt },
    link('self', ACQUISITION, addressOf(FEED, query)),
    next === undefined ? [] : link('next', ACQUISITION, addressOf(FEED, next)),
    element('opensearch:totalResults', {}, total),
    facets.flatMap((facet) =>
      facet.choices.map((choice) =>
        link('http://opds-spec.org/facet', ACQUISITION, addressOf(FEED, choice.query), {
          title: choice.title,
          'opds:facetGroup': facet.title,
          'thr:count': String(choice.count),
          ...(choice.chosen && { 'opds:activeFacet': 'true' }),
        }),
      ),
    ),
    feed.publications.map(entryOf),
  );
}

function entryOf(publication: Readable): Xml {
  const { id, hasCover, softcopy } = publication;
  const open = softcopy.access === 'public' ? '/open-access' : '';
  return element(
    'entry',
    {},
    element('title', {}, publication.title),
    element('id', {}, `urn:uuid:${id}`),
    element('updated', {}, publication.changedAt),
    publication.authors.map((author) => element('author', {}, element('name', {}, author))),
    languagesOf(publication).map((language) => element('dc:language', {}, language)),
    publication.publisher && element('dc:publisher', {}, publication.publisher),
    publication.releasedOn && element('dc:issued', {}, publication.releasedOn),
    element('dc:extent', {}, softcopy.pages, ' pages'),
    publication.subjects.map((term) => element('category', { term, label: term })),
    publication.abstract && element('summary', { type: 'text' }, publication.abstract),
    link(
      `http://opds-spec.org/acquisition${open}`,
      'application/pdf',
      `/v1/publications/${id}/softcopy`,
      { length: String(softcopy.bytes) },
    ),
    hasCover
      ? link('http://opds-spec.org/image', 'image/jpeg', `/v1/publications/${id}/cover`)
      : [],
    link('alternate', 'text/html', `/katalog/${id}`),
  );
}

/** How the catalogue is searched, as OpenSearch 1.1; `origin` is where it stands, for addresses here are whole. */
export function openSearch(shortName: string, origin: string): string {
  const template = `${new URL(FEED, origin).href}?q={searchTerms}`;
  return xmlDocument(
    element(
      'OpenSearchDescription',
      { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' },
      element('ShortName', {}, 'Pustaka PST'),
      element('Description', {}, shortName),
      element('InputEncoding', {}, 'UTF-8'),
      element('Url', { type: ACQUISITION, template }),
    ),
  );
}
