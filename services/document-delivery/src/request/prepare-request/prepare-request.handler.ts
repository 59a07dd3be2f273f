import { Controller } from '@nestjs/common';
import { notFound, openRequestFile, readRequest, type RequestOf } from '@pst/contracts';
import { Answers } from '@pst/messaging';
import type { Caller } from '@pst/security';
import { DataSource } from 'typeorm';
import { DocumentRequest } from '../domain/document-request.ts';
import { Parcels } from '../parcels.ts';
import { RequestViews } from '../request-views.ts';

/** The officer looks at exactly what approval would send: the same bytes under the same keys. */
@Controller()
export class PrepareRequestHandler {
  constructor(
    private readonly source: DataSource,
    private readonly parcels: Parcels,
    private readonly views: RequestViews,
  ) {}

  @Answers(readRequest)
  async read({ requestId }: RequestOf<typeof readRequest>, caller: Caller) {
    const request = await this.requestOf(requestId, caller);
    await this.parcels.pack(this.source.manager, request);
    const [view] = await this.views.desk(this.source.manager, [request]);
    return view;
  }

  @Answers(openRequestFile)
  async open({ requestId, n }: RequestOf<typeof openRequestFile>, caller: Caller) {
    const request = await this.requestOf(requestId, caller);
    const files = await this.parcels.pack(this.source.manager, request);
    const file = files.find((packed) => packed.n === n);
    if (file === undefined) {
      throw notFound.error({});
    }
    const { objectKey, bytes, sha256, fileName } = file;
    return { objectKey, bytes, sha256, fileName, contentType: 'application/pdf' };
  }

  private async requestOf(id: string, { office }: Caller): Promise<DocumentRequest> {
    const request = await this.source.getRepository(DocumentRequest).findOneBy({ id, office });
    if (request === null) {
      throw notFound.error({});
    }
    return request;
  }
}
