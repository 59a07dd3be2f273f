import { Controller } from '@nestjs/common';
import { exportPublication, exportPublications, notFound, type RequestOf } from '@pst/contracts';
import { Answers, Config } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource, MoreThan } from 'typeorm';
import type { CatalogueConfig } from '../../catalogue.config.ts';
import { addressOf } from '../domain/formats/described.ts';
import { EXPORT_FORMATS, exported, type ExportName } from '../domain/formats/export-formats.ts';
import { Publication } from '../domain/publication.ts';

/** Records of one part; with abstracts of the longest kind it stays within what the bus carries. */
const PART = 40;

/** Records for other systems: one to anybody, the whole catalogue to its librarian part by part. */
@Controller()
export class ExportPublicationsHandler {
  constructor(
    private readonly source: DataSource,
    @Config() private readonly config: CatalogueConfig,
  ) {}

  @Answers(exportPublication)
  async one(query: RequestOf<typeof exportPublication>, { office }: Caller) {
    const publication = await this.source
      .getRepository(Publication)
      .findOneBy({ id: query.publicationId, office, withdrawn: false });
    if (publication === null) {
      throw notFound.error({});
    }
    return this.written(query.format, [publication], { first: true, last: true });
  }

  @Answers(exportPublications)
  async part({ format, after }: RequestOf<typeof exportPublications>, { office }: Caller) {
    const found = await this.source.getRepository(Publication).find({
      where: { office, withdrawn: false, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: PART + 1,
    });
    const part = found.slice(0, PART);
    const last = found.length <= PART;
    return {
      ...this.written(format, part, { first: after === undefined, last }),
      after: last ? null : (part.at(-1)?.id ?? null),
    };
  }

  private written(
    format: ExportName,
    publications: readonly Publication[],
    place: { first: boolean; last: boolean },
  ) {
    const { contentType, extension } = EXPORT_FORMATS[format];
    const addressed = publications.map((publication) => ({
      publication,
      url: addressOf(publication, this.config.PUBLIC_URL),
    }));
    const text = exported(format, addressed, place);
    return { contentType, fileName: `katalog.${extension}`, text };
  }
}
