import { Controller } from '@nestjs/common';
import { notFound, writeNews, writeSitemap, type RequestOf } from '@pst/contracts';
import { Answers, Config, Office } from '@pst/messaging';
import type { Caller } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import { element, xmlDocument } from '@pst/xml';
import { DataSource } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { Publication } from '../domain/publication.ts';

/** Addresses in one part of the sitemap: some 600 kB, for the bus carries a megabyte. */
const PART = 4_000;
const NEWS = 30;
const SITEMAP = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };
/** Words of a description in the news. */
const LONGEST = 600;

/** What is here and what is new, for search engines and news readers. */
@Controller()
export class SyndicatePublicationsHandler {
  constructor(
    private readonly source: DataSource,
    @Office() private readonly profile: OfficeProfile,
    @Config() private readonly config: CatalogueConfig,
  ) {}

  @Answers(writeSitemap)
  async sitemap({ part }: RequestOf<typeof writeSitemap>, { office }: Caller) {
    const repository = this.source.getRepository(Publication);
    const offered = { office, withdrawn: false };
    if (part === undefined) {
      const parts = Math.ceil((await repository.countBy(offered)) / PART);
      const sitemaps = Array.from({ length: parts }, (_, n) =>
        element('sitemap', {}, element('loc', {}, this.address(`/sitemaps/${n + 1}`))),
      );
      return written(element('sitemapindex', SITEMAP, sitemaps));
    }
    const rows = await repository.find({
      select: { id: true, changedAt: true },
      where: offered,
      order: { id: 'ASC' },
      skip: (part - 1) * PART,
      take: PART,
    });
    if (rows.length === 0) {
      throw notFound.error({});
    }
    const urls = rows.map(({ id, changedAt }) =>
      element(
        'url',
        {},
        element('loc', {}, this.address(`/katalog/${id}`)),
        element('lastmod', {}, changedAt.toISOString()),
      ),
    );
    return written(element('urlset', SITEMAP, urls));
  }

  @Answers(writeNews)
  async news(_query: RequestOf<typeof writeNews>, { office }: Caller) {
    const { name, service } = this.profile.office;
    // Ids grow with time, so the newest are the last.
    const newest = await this.source
      .getRepository(Publication)
      .find({ where: { office, withdrawn: false }, order: { id: 'DESC' }, take: NEWS });
    const items = newest.map((publication) => {
      const { id, title, abstract, subjects, addedAt } = publication;
      const shortened = abstract !== null && abstract.length > LONGEST;
      return element(
        'item',
        {},
        element('title', {}, title),
        element('link', {}, this.address(`/katalog/${id}`)),
        element('guid', { isPermaLink: 'false' }, `urn:uuid:${id}`),
        element('pubDate', {}, addedAt.toUTCString()),
        abstract && element('description', {}, abstract.slice(0, LONGEST), shortened ? '…' : ''),
        subjects.map((subject) => element('category', {}, subject)),
      );
    });
    const channel = element(
      'channel',
      {},
      element('title', {}, `Publikasi baru – ${service}, ${name}`),
      element('link', {}, this.address('/katalog')),
      element('description', {}, 'Publikasi yang baru masuk koleksi perpustakaan'),
      element('language', {}, 'id'),
      element('atom:link', {
        href: this.address('/rss.xml'),
        rel: 'self',
        type: 'application/rss+xml',
      }),
      items,
    );
    const rss = element(
      'rss',
      { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' },
      channel,
    );
    return { ...written(rss), contentType: 'application/rss+xml; charset=utf-8' };
  }

  private address(path: string): string {
    return new URL(path, this.config.PUBLIC_URL).href;
  }
}

const written = (root: ReturnType<typeof element>) => ({
  contentType: 'application/xml; charset=utf-8',
  text: xmlDocument(root),
});
