import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  startSystem,
  validXmlReader,
  xmlReader,
  type RunningSystem,
} from '@pst/testing';
import { Desk } from './desk.ts';

const HARVEST = new URL('../../catalogue/schemas/harvest.xsd', import.meta.url).pathname;

describe('the catalogue in the words of other libraries', () => {
  let system: RunningSystem;

  beforeAll(async () => {
    system = await startSystem({ DEMO_CLOCK: '2026-11-23T09:00:00+07:00' });
  });
  afterAll(() => system?.stop());

  /** An address as a client finds it: whole, or relative to the gateway. */
  const get = (address: string, init: RequestInit = {}) =>
    fetch(new URL(address, system.gateway), init);
  const form = (address: string, fields: Record<string, string>) =>
    get(address, { method: 'POST', body: new URLSearchParams(fields) });

  const asLibrarian = async () => {
    const token = await new Desk(system).signInAs('librarian');
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  };
  const post = async (address: string, body: object) =>
    get(address, { method: 'POST', body: JSON.stringify(body), headers: await asLibrarian() });
  const remove = async (address: string) =>
    get(address, {
      method: 'DELETE',
      headers: { authorization: (await asLibrarian()).authorization },
    });

  describe('by OAI-PMH', () => {
    const schema = validXmlReader(HARVEST, { oai: 'http://www.openarchives.org/OAI/2.0/' });

    it('gives every record to a harvester that follows the tokens, by GET and by form', async () => {
      const first = await get('/oai?verb=ListIdentifiers&metadataPrefix=marcxml');
      expect(first.headers.get('content-type')).toBe('text/xml; charset=utf-8');
      let text = await first.text();
      const identifiers = schema(text, '//oai:identifier');
      let [token] = schema(text, '//oai:resumptionToken');
      while (token) {
        const next = await form('/oai', { verb: 'ListIdentifiers', resumptionToken: token });
        expect(next.status).toBe(200);
        text = await next.text();
        identifiers.push(...schema(text, '//oai:identifier'));
        [token] = schema(text, '//oai:resumptionToken');
      }
      const { total } = (await (await get('/v1/publications')).json()) as { total: number };
      expect(new Set(identifiers).size).toBe(total);
    });

    it('refuses in the document and not by HTTP, an argument given twice too', async () => {
      const refused = await get('/oai?verb=Identify&verb=Identify');
      expect(refused.status).toBe(200);
      expect(schema(await refused.text(), '//oai:error/@code')).toEqual(['badVerb']);
    });
  });

  describe('by SRU', () => {
    it('finds by CQL, in the form that the address has for it', async () => {
      const query = new URLSearchParams({ query: 'dc.title=angka and dc.date=2024' });
      const response = await get(`/sru?${query.toString()}`);
      expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
      const read = xmlReader({ dc: 'http://purl.org/dc/elements/1.1/' });
      expect(read(await response.text(), '//dc:title')[0]).toMatch(/Dalam Angka 2024/);
    });
  });

  describe('by OPDS 2.0', () => {
    interface Link {
      rel?: string;
      href: string;
      type: string;
      title?: string;
      properties?: { numberOfItems?: number; authenticate?: Link };
    }
    interface Feed {
      metadata: { title: string; numberOfItems: number };
      links: Link[];
      navigation: Link[];
      facets: { metadata: { title: string }; links: Link[] }[];
      publications: { metadata: { title: string; language: string[] }; links: Link[] }[];
    }
    const follow = async (address: string): Promise<Feed> => {
      const response = await get(address);
      expect(response.headers.get('content-type')).toBe('application/opds+json');
      return (await response.json()) as Feed;
    };
    const linkOf = (links: readonly Link[], rel: string) =>
      links.find((link) => link.rel === rel)?.href ?? 'nowhere';

    it('leads from the root to every publication with a PDF, each of them once', async () => {
      const root = await follow('/opds/v2');
      const titles: string[] = [];
      let feed = await follow(root.navigation[0]?.href ?? '');
      for (;;) {
        titles.push(...feed.publications.map(({ metadata }) => metadata.title));
        const next = linkOf(feed.links, 'next');
        if (next === 'nowhere') {
          break;
        }
        feed = await follow(next);
      }
      expect(titles).toHaveLength(feed.metadata.numberOfItems);
      expect(new Set(titles).size).toBe(titles.length);
    });

    it('searches by the template, and narrows by facets that say how many they leave', async () => {
      const { links } = await follow('/opds/v2');
      const found = await follow(linkOf(links, 'search').replace('{query}', 'dalam%20angka'));
      expect(found.publications[0]?.metadata.title).toMatch(/Dalam Angka/);
      for (const { links: choices } of found.facets) {
        const [choice] = choices;
        const narrowed = await follow(choice?.href ?? '');
        expect(narrowed.metadata.numberOfItems).toBe(choice?.properties?.numberOfItems);
      }
    });

    it('tells an app how to sign in, and gives the PDF to whoever has', async () => {
      const { publications } = await follow('/opds/v2/publications?sort=newest');
      const acquisition = publications[0]?.links[0];
      expect(acquisition).toMatchObject({
        rel: 'http://opds-spec.org/acquisition',
        type: 'application/pdf',
      });
      const refused = await get(acquisition?.href ?? '');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('link')).toContain('rel="http://opds-spec.org/auth/document"');
      const document = await get(acquisition?.properties?.authenticate?.href ?? '');
      expect(document.headers.get('content-type')).toBe('application/opds-authentication+json');
      const { authentication } = (await document.json()) as {
        authentication: { type: string; links: Link[] }[];
      };
      expect(authentication[0]?.type).toBe('http://opds-spec.org/auth/oauth/password');
      const path = new URL(linkOf(authentication[0]?.links ?? [], 'authenticate')).pathname;
      const { email: username, password } = system.accounts['patron'] ?? {
        email: '',
        password: '',
      };
      const wrong = await form(path, {
        grant_type: 'password',
        username,
        password: 'salah sekali',
      });
      expect(wrong.status).toBe(401);
      const given = await form(path, { grant_type: 'password', username, password });
      expect(given.headers.get('cache-control')).toBe('no-store');
      const token = (await given.json()) as Record<string, string>;
      const pdf = await get(acquisition?.href ?? '', {
        headers: { authorization: `Bearer ${token['access_token']}`, range: 'bytes=0-4' },
      });
      expect(await pdf.text()).toBe('%PDF-');
      const renewed = await form(path, {
        grant_type: 'refresh_token',
        refresh_token: token['refresh_token'] ?? '',
      });
      expect(await renewed.json()).toMatchObject({ token_type: 'Bearer' });
    });
  });

  describe('by OPDS 1.2', () => {
    const atom = xmlReader({
      atom: 'http://www.w3.org/2005/Atom',
      opds: 'http://opds-spec.org/2010/catalog',
      search: 'http://a9.com/-/spec/opensearch/1.1/',
    });

    it('leads to feeds of entries that can be had, and on to the next', async () => {
      const root = await (await get('/opds/v1.2')).text();
      const [newest = ''] = atom(root, '//atom:entry/atom:link[@rel="subsection"]/@href');
      const response = await get(newest);
      expect(response.headers.get('content-type')).toMatch(/^application\/atom\+xml.*acquisition/);
      const feed = await response.text();
      expect(atom(feed, '//atom:entry/atom:id').length).toBe(20);
      expect(
        atom(feed, '//atom:entry[not(atom:link[@rel="http://opds-spec.org/acquisition"])]'),
      ).toEqual([]);
      const [next = ''] = atom(feed, '/atom:feed/atom:link[@rel="next"]/@href');
      const second = await (await get(next)).text();
      const [one, two] = [feed, second].map((page) => atom(page, '//atom:entry/atom:id'));
      expect(two?.filter((id) => one?.includes(id))).toEqual([]);
    });

    it('is searched as OpenSearch says', async () => {
      const description = await (await get('/opds/v1.2/search.xml')).text();
      const [template = ''] = atom(description, '//search:Url/@template');
      const address = new URL(template.replace('{searchTerms}', 'dalam angka'));
      const found = await (await get(address.pathname + address.search)).text();
      expect(atom(found, '//atom:entry/atom:title')[0]).toMatch(/Dalam Angka/);
      const subjects = '//atom:link[@opds:facetGroup="Subjek"]';
      expect(atom(found, `${subjects}/@href`).length).toBeGreaterThan(0);
    });
  });

  describe('to search engines and news readers', () => {
    const sitemap = xmlReader({ map: 'http://www.sitemaps.org/schemas/sitemap/0.9' });
    const path = (address = '') => new URL(address).pathname;

    it('names the sitemap in robots.txt, and in the sitemap every publication', async () => {
      const robots = await (await get('/robots.txt')).text();
      const [, address] = /^Sitemap: (.+)$/m.exec(robots) ?? [];
      const index = await (await get(path(address))).text();
      const parts = await Promise.all(
        sitemap(index, '//map:sitemap/map:loc').map(async (part) => (await get(path(part))).text()),
      );
      const pages = parts.flatMap((part) => sitemap(part, '//map:url/map:loc'));
      const { total } = (await (await get('/v1/publications')).json()) as { total: number };
      expect(new Set(pages).size).toBe(total);
      expect((await get('/sitemaps/99')).status).toBe(404);
    });

    it('tells what came last as RSS', async () => {
      const response = await get('/rss.xml');
      expect(response.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
      const rss = xmlReader({});
      const text = await response.text();
      expect(rss(text, '/rss/channel/item/title')).toHaveLength(30);
      for (const date of rss(text, '/rss/channel/item/pubDate')) {
        expect(new Date(date).toUTCString()).toBe(date);
      }
    });

    it('describes a publication in its page, which scripts can not get out of', async () => {
      const added = await post('/v1/desk/publications', {
        title: 'Judul </script><script>alert(1)</script> "2024"',
        year: 2024,
        isbn: '978-602-6927-44-6',
        abstract: 'Satu & dua <tiga>.',
        authors: ['BPS Kabupaten Musi Banyuasin'],
        series: 'Seri Uji',
        issn: '0215-6857',
      });
      const { id } = (await added.json()) as { id: string };
      const page = await get(`/katalog/${id}`, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('<div id="root">');
      expect(html).toContain('<title>Judul &lt;/script&gt;');
      expect(html).not.toContain('alert(1)</script>');
      const [, json = ''] =
        /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
      expect(JSON.parse(json)).toMatchObject({
        '@context': 'https://schema.org',
        '@type': 'Book',
        name: 'Judul </script><script>alert(1)</script> "2024"',
        isbn: '978-602-6927-44-6',
        isPartOf: { '@type': 'Periodical', name: 'Seri Uji', issn: '0215-6857' },
        isAccessibleForFree: true,
      });
      await remove(`/v1/desk/publications/${id}`);
      expect((await get(`/katalog/${id}`)).status).toBe(410);
      expect((await get('/katalog/tidak-ada')).status).toBe(404);
    });
  });

  it('is counted in COUNTER 5.1 for who reads reports, and a robot is not', async () => {
    const desk = new Desk(system);
    const [reader, analyst] = [await desk.signInAs('patron'), await desk.signInAs('analyst')];
    const found = await get('/v1/publications?availability=softcopy&sort=title&limit=1');
    const { items } = (await found.json()) as { items: { id: string; title: string }[] };
    const open = (agent: string) =>
      get(`/v1/publications/${items[0]?.id}/softcopy`, {
        headers: { authorization: `Bearer ${reader}`, 'user-agent': agent },
      });
    await open('Googlebot/2.1 (+http://www.google.com/bot.html)');
    await open('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
    await eventually(async () => {
      const report = (await desk.want('/v1/reports/counter/ir?from=2026-11&to=2026-11', {
        token: analyst,
      })) as { Report_Items: { Item: string; Attribute_Performance: object[] }[] };
      const item = report.Report_Items.find(({ Item }) => Item === items[0]?.title);
      expect(item?.Attribute_Performance).toMatchObject([
        { Performance: { Total_Item_Requests: { '2026-11': 1 } } },
      ]);
    });
  });
});
