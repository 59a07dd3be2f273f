import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import { pagesNotExtractable } from '@pst/contracts';
import { Config } from '@pst/messaging';
import { objectStorage, type ObjectStorage, type StoredObject } from '@pst/object-storage';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import type { Cut, Cutting } from './cut-pages.worker.ts';
import type { CoverSheet, PageRange } from './domain/extract.ts';

const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 768;

/** Which pages of which bytes, behind which cover. */
export interface WantedExtract {
  readonly objectKey: string;
  readonly sha256: string;
  readonly range: PageRange;
  readonly cover: CoverSheet;
}

/** Pages cut out of softcopies. The same wish has the same key, so what was previewed is what is sent. */
@Injectable()
export class Extracts {
  private readonly storage: ObjectStorage;
  /** One at a time: each may take as much memory as the limit says. */
  private working: Promise<unknown> = Promise.resolve();

  constructor(@Config() config: DocumentDeliveryConfig) {
    this.storage = objectStorage(config);
  }

  keyOf({ sha256, range, cover }: WantedExtract): string {
    const wish = createHash('sha256').update(JSON.stringify([sha256, range, cover]));
    return `extracts/${wish.digest('hex')}.pdf`;
  }

  /** Its size, or undefined when it was not cut yet. */
  async bytesOf(wanted: WantedExtract): Promise<number | undefined> {
    return (await this.storage.stat(this.keyOf(wanted)))?.bytes;
  }

  /** Throws `pages-not-extractable`. */
  async cut(wanted: WantedExtract): Promise<StoredObject> {
    const key = this.keyOf(wanted);
    const cutting = this.working.then(async () => {
      if ((await this.storage.stat(key)) === undefined) {
        const { objectKey } = wanted;
        const bytes = await this.storage.withFile(objectKey, (path) => this.inThread(path, wanted));
        await this.storage.put(key, bytes);
      }
      return this.described(key);
    });
    this.working = cutting.catch(() => undefined);
    return cutting;
  }

  async remove(key: string): Promise<void> {
    await this.storage.remove(key);
  }

  private async described(key: string): Promise<StoredObject> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of this.storage.open(key)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  private async inThread(path: string, { range, cover }: WantedExtract): Promise<Uint8Array> {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'mjs';
    const workerData: Cutting = { path, range, cover };
    const worker = new Worker(new URL(`./cut-pages.worker.${extension}`, import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    });
    let timer: NodeJS.Timeout | undefined;
    const cut = await new Promise<Cut | { refused: 'too-complex' }>((resolve, reject) => {
      worker.once('online', () => {
        timer = setTimeout(() => resolve({ refused: 'too-complex' }), TIME_LIMIT_MS);
      });
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
          resolve({ refused: 'too-complex' });
        } else {
          reject(error);
        }
      });
    }).finally(() => clearTimeout(timer));
    await worker.terminate();
    if ('refused' in cut) {
      throw pagesNotExtractable.error({ reason: cut.refused });
    }
    return cut.bytes;
  }
}
