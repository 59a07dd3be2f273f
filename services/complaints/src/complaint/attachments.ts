import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  attachmentRefused,
  newId,
  notFound,
  ProblemError,
  type ComplaintAttachment,
  type StoredFile,
} from '@pst/contracts';
import { Config, Office } from '@pst/messaging';
import { objectStorage, type ObjectStorage } from '@pst/object-storage';
import type { Tx } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import type { OfficeProfile } from '@pst/service-standard';
import type { EntityManager } from 'typeorm';
import type { ComplaintsConfig } from '../complaints.config.ts';
import { AttachmentSchema, type AttachmentRow } from './attachment.schema.ts';
import { ComplaintMessageSchema } from './complaint.schema.ts';
import { disarmPdf } from './disarm-pdf.ts';
import { barePicture, fileNameOf, mediaTypeOf, type MediaType } from './domain/bare-file.ts';
import type { Complaint } from './domain/complaint.ts';

const nameSealedIn = (id: string) => `attachment.file_name|${id}`;
const releasedKey = (id: string) => `attachments/${id}`;

/** A file as it may lie beside a case: known by its bytes, and nothing in it but what is to be seen. */
export interface BareFile {
  readonly bytes: Buffer;
  readonly mediaType: MediaType;
  readonly fileName: string;
}

/** The files of cases. Until a scanner has spoken they lie where nobody is led to. */
@Injectable()
export class Attachments {
  readonly storage: ObjectStorage;
  private readonly policy: OfficeProfile['policies']['complaints']['attachments'];

  constructor(
    private readonly clock: Clock,
    private readonly personal: PersonalData,
    @Office() profile: OfficeProfile,
    @Config() config: ComplaintsConfig,
  ) {
    this.storage = objectStorage(config);
    this.policy = profile.policies.complaints.attachments;
  }

  get limitBytes(): number {
    return this.policy.limitBytes;
  }

  /**
   * The file by what it is and not by what it is called, stripped of everything that is not to be seen.
   *
   * @throws `attachment-refused`
   */
  async bare(bytes: Buffer, told: string): Promise<BareFile> {
    const { limitBytes } = this.policy;
    if (bytes.length > limitBytes) {
      throw attachmentRefused.error({ reason: 'too-large' });
    }
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === undefined) {
      throw attachmentRefused.error({ reason: 'kind' });
    }
    const bare =
      mediaType === 'application/pdf' ? await disarmPdf(bytes) : barePicture(bytes, mediaType);
    if (bare === undefined) {
      throw attachmentRefused.error({ reason: 'broken' });
    }
    return { bytes: bare, mediaType, fileName: fileNameOf(told, mediaType) };
  }

  /** Those of these files that fit beside a case, and the names of the rest. */
  async sift(
    db: EntityManager,
    told: readonly { readonly name: string; readonly content: Buffer }[],
    complaintId?: string,
  ): Promise<{ files: BareFile[]; left: string[] }> {
    const present =
      complaintId === undefined ? 0 : await db.countBy(AttachmentSchema, { complaintId });
    const files: BareFile[] = [];
    const left: string[] = [];
    for (const { name, content } of told) {
      try {
        if (present + files.length >= this.policy.mostPerCase) {
          throw attachmentRefused.error({ reason: 'too-many' });
        }
        files.push(await this.bare(content, name));
      } catch (error) {
        if (!(error instanceof ProblemError)) {
          throw error;
        }
        left.push(name);
      }
    }
    return { files, left };
  }

  /**
   * Lays a file beside a word of the reporter, the newest one unless it is named. The case's row is locked by the caller, so the files are
   * counted rightly.
   *
   * @throws `attachment-refused` beyond the office's number
   */
  async add(
    tx: Tx,
    { id: complaintId, office }: Pick<Complaint, 'id' | 'office'>,
    file: BareFile,
    ofMessage?: string,
  ) {
    const { bytes, mediaType, fileName } = file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const present = await tx.db.findBy(AttachmentSchema, { complaintId });
    const same = present.find((row) => row.sha256 === sha256);
    if (same !== undefined) {
      return this.view(same);
    }
    if (present.length >= this.policy.mostPerCase) {
      throw attachmentRefused.error({ reason: 'too-many' });
    }
    const now = this.clock.now();
    const id = newId(now.getTime());
    const row: AttachmentRow = {
      id,
      office,
      complaintId,
      messageId: ofMessage ?? (await this.newestWord(tx.db, complaintId)),
      fileNameSealed: this.personal.seal(fileName, nameSealedIn(id)),
      mediaType,
      bytes: bytes.length,
      sha256,
      state: 'quarantined',
      scanned: false,
      addedAt: now,
      nextScanAt: now,
    };
    // Bytes without a row are only space; a row without bytes would be a broken promise.
    await this.storage.put(this.quarantineKey(id), bytes);
    await tx.db.insert(AttachmentSchema, row);
    return this.view(row);
  }

  /** The newest message of the reporter. */
  async newestWord(db: EntityManager, complaintId: string): Promise<string> {
    const { id } = await db.findOneOrFail(ComplaintMessageSchema, {
      where: { complaintId, from: 'reporter' },
      order: { position: 'DESC' },
    });
    return id;
  }

  async of(db: EntityManager, complaintId: string): Promise<ComplaintAttachment[]> {
    const rows = await db.find(AttachmentSchema, {
      where: { complaintId },
      order: { addedAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => this.view(row));
  }

  /**
   * Where the bytes lie; whoever asks has shown that the case is open to them.
   *
   * @throws `not-found` for another case's, and for what is not released
   */
  async open(db: EntityManager, complaintId: string, id: string): Promise<StoredFile> {
    const row = await db.findOneBy(AttachmentSchema, { id, complaintId, state: 'released' });
    if (row === null) {
      throw notFound.error({});
    }
    const { fileName } = this.view(row);
    const { bytes, sha256, mediaType: contentType } = row;
    return { objectKey: releasedKey(id), bytes, sha256, fileName, contentType };
  }

  quarantineKey(id: string): string {
    return `quarantine/${id}`;
  }

  /** Takes the bytes away, wherever they lie. */
  async erase(id: string): Promise<void> {
    await this.storage.remove(this.quarantineKey(id));
    await this.storage.remove(releasedKey(id));
  }

  async release(id: string): Promise<void> {
    // Whoever tries again after a crash finds it moved.
    if ((await this.storage.stat(this.quarantineKey(id))) !== undefined) {
      await this.storage.move(this.quarantineKey(id), releasedKey(id));
    }
  }

  view({ id, messageId, mediaType, bytes, state, scanned, fileNameSealed }: AttachmentRow) {
    const fileName = this.personal.open(fileNameSealed, nameSealedIn(id));
    return { id, messageId, fileName, mediaType, bytes, state, scanned };
  }
}
