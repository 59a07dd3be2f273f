import { Controller } from '@nestjs/common';
import { notFound, openCover, type ReplyOf, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { Publication } from '../domain/publication.ts';
import { currentSoftcopy } from '../publication-view.ts';
import { readableBy } from '../reading-rights.ts';

/**
 * Where the picture of a first page lies. A cover is no content: everybody sees that of a PDF which takes
 * signing in, but nobody else what only staff may know of.
 */
@Controller()
export class OpenCoverHandler {
  constructor(private readonly source: DataSource) {}

  @Answers(openCover)
  async handle(
    { publicationId }: RequestOf<typeof openCover>,
    { office, actor }: Caller,
  ): Promise<ReplyOf<typeof openCover>> {
    const db = this.source.manager;
    const wanted = { id: publicationId, office, withdrawn: false };
    const softcopy = (await db.existsBy(Publication, wanted))
      ? await currentSoftcopy(db, publicationId)
      : null;
    const { access, coverKey: objectKey, coverBytes: bytes, coverSha256: sha256 } = softcopy ?? {};
    const isHidden = access === 'staff' && !readableBy(actor).includes('staff');
    if (isHidden || objectKey == null || bytes == null || sha256 == null) {
      throw notFound.error({});
    }
    return { objectKey, bytes, sha256, fileName: 'sampul.jpg', contentType: 'image/jpeg' };
  }
}
