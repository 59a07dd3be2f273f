import { Controller } from '@nestjs/common';
import {
  citePublication,
  describePublications,
  notFound,
  readPublication,
  type RequestOf,
} from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource, In } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { cite } from '../domain/citation.ts';
import { Publication } from '../domain/publication.ts';
import { addressOf } from '../domain/formats/described.ts';
import { publicationView, publicationViews } from '../publication-view.ts';

/** One publication as everybody sees it; a withdrawn one is a tombstone that says so. */
@Controller()
export class ReadPublicationHandler {
  constructor(
    private readonly source: DataSource,
    @Config() private readonly config: CatalogueConfig,
  ) {}

  @Answers(readPublication)
  async read({ publicationId }: RequestOf<typeof readPublication>, caller: Caller) {
    return publicationView(this.source.manager, await this.find(publicationId, caller));
  }

  @Answers(describePublications)
  async describe({ publicationIds }: RequestOf<typeof describePublications>, caller: Caller) {
    const found = await this.source
      .getRepository(Publication)
      .findBy({ id: In(publicationIds), office: caller.office });
    const place = new Map(publicationIds.map((id, index) => [id, index]));
    const inOrder = found.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
    return { items: await publicationViews(this.source.manager, inOrder) };
  }

  @Answers(citePublication)
  async cite(query: RequestOf<typeof citePublication>, caller: Caller) {
    const publication = await this.find(query.publicationId, caller);
    return cite(publication, query.format, addressOf(publication, this.config.PUBLIC_URL));
  }

  private async find(id: string, caller: Caller): Promise<Publication> {
    const publication = await this.source
      .getRepository(Publication)
      .findOneBy({ id, office: caller.office });
    if (publication === null) {
      throw notFound.error({});
    }
    return publication;
  }
}
