import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import { softcopyMissing } from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import type { OfficeProfile } from '@pst/service-standard';
import { In, type EntityManager } from 'typeorm';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import { sendAs, type DeliveredFile } from './domain/delivery.ts';
import type { DocumentRequest } from './domain/document-request.ts';
import { citation, coverSheet, extractName, type ExtractSource } from './domain/extract.ts';
import { StoredExtractSchema } from './extract.schema.ts';
import { Extracts, type WantedExtract } from './extracts.ts';
import {
  KnownPublicationSchema,
  KnownSoftcopySchema,
  type KnownPublicationRow,
  type KnownSoftcopyRow,
} from './request.schema.ts';

/** A file of a parcel as far as it is known; the size of pages is known once they are cut. */
export interface PlannedFile extends Omit<DeliveredFile, 'bytes' | 'sha256' | 'objectKey'> {
  readonly bytes: number | null;
}

interface Content {
  readonly file: Omit<DeliveredFile, 'bytes' | 'sha256' | 'objectKey'>;
  readonly softcopy: KnownSoftcopyRow;
  readonly source: ExtractSource;
  /** Undefined: the softcopy goes as it is. */
  readonly extract: WantedExtract | undefined;
}

/** What approval sends: whole softcopies byte for byte, and pages cut out of others, in the order asked. */
@Injectable()
export class Parcels {
  constructor(
    private readonly clock: Clock,
    private readonly extracts: Extracts,
    @Config() private readonly config: DocumentDeliveryConfig,
    @Office() private readonly profile: OfficeProfile,
  ) {}

  /** Without cutting anything, for lists. */
  async plan(db: EntityManager, request: DocumentRequest): Promise<PlannedFile[]> {
    const contents = await this.contentsOf(db, request);
    return Promise.all(
      contents.map(async ({ file, softcopy, extract }) => ({
        ...file,
        bytes:
          extract === undefined ? softcopy.bytes : ((await this.extracts.bytesOf(extract)) ?? null),
      })),
    );
  }

  /** Throws `pages-not-extractable`. */
  async pack(db: EntityManager, request: DocumentRequest): Promise<DeliveredFile[]> {
    const contents = await this.contentsOf(db, request);
    await this.noteUse(db, request, contents);
    return Promise.all(
      contents.map(async ({ file, softcopy: { objectKey, bytes, sha256 }, extract }) =>
        extract === undefined
          ? { ...file, objectKey, bytes, sha256 }
          : {
              ...file,
              objectKey: this.extracts.keyOf(extract),
              ...(await this.extracts.cut(extract)),
            },
      ),
    );
  }

  /** Every file that was asked for, or `softcopy-missing`: half a delivery would pass for a whole one. */
  async packAll(db: EntityManager, request: DocumentRequest): Promise<DeliveredFile[]> {
    const files = await this.pack(db, request);
    if (files.length === 0 || files.length < request.publicationIds.length) {
      throw softcopyMissing.error({});
    }
    return files;
  }

  /** How each of them is to be cited, in the reader's language. */
  async citations(db: EntityManager, request: DocumentRequest): Promise<string[]> {
    const contents = await this.contentsOf(db, request);
    return contents.map(({ file, source }) => citation(source, file.pages, request.language));
  }

  /** Null while the size of a file is not known. */
  sendAs(
    request: DocumentRequest,
    files: readonly { readonly bytes: number | null }[],
  ): 'attachment' | 'link' | null {
    const { attachmentLimitBytes } = this.profile.policies.documentDelivery;
    const sizes = files.flatMap(({ bytes }) => (bytes === null ? [] : [{ bytes }]));
    return files.length === 0 || sizes.length < files.length
      ? null
      : sendAs(request.channel, sizes, attachmentLimitBytes);
  }

  /** Before anything is cut, so that the sweep leaves it; in one order, so that two never wait for each other. */
  private async noteUse(
    db: EntityManager,
    { office }: DocumentRequest,
    contents: readonly Content[],
  ): Promise<void> {
    const keys = contents.flatMap(({ extract }) =>
      extract === undefined ? [] : [this.extracts.keyOf(extract)],
    );
    const usedAt = this.clock.now();
    const rows = keys.toSorted().map((key) => ({ key, office, usedAt }));
    await db.upsert(StoredExtractSchema, rows, ['key']);
  }

  private async contentsOf(db: EntityManager, request: DocumentRequest): Promise<Content[]> {
    const { office, publicationIds } = request;
    const [softcopies, publications] = await Promise.all([
      db.findBy(KnownSoftcopySchema, { publicationId: In(publicationIds), office }),
      db.findBy(KnownPublicationSchema, { id: In(publicationIds), office }),
    ]);
    return publicationIds.flatMap((publicationId, index) => {
      const softcopy = softcopies.find((known) => known.publicationId === publicationId);
      const publication = publications.find(({ id }) => id === publicationId);
      return softcopy === undefined || publication === undefined
        ? []
        : [this.contentOf(request, index, publication, softcopy)];
    });
  }

  private contentOf(
    request: DocumentRequest,
    index: number,
    publication: KnownPublicationRow,
    softcopy: KnownSoftcopyRow,
  ): Content {
    const { id: publicationId, title, year, publisher } = publication;
    const range = request.pagesOf(publicationId);
    const file = { n: index + 1, publicationId, title, pages: range };
    const { objectKey, sha256, pages, fileName } = softcopy;
    const url = new URL(`/katalog/${publicationId}`, this.config.PUBLIC_URL).href;
    const source = { title, year, publisher, url, pages };
    if (range === null) {
      return { file: { ...file, fileName }, softcopy, source, extract: undefined };
    }
    const cover = coverSheet(source, range, this.profile.office.name, request.language);
    return {
      file: { ...file, fileName: extractName(fileName, range) },
      softcopy,
      source,
      extract: { objectKey, sha256, range, cover },
    };
  }
}
