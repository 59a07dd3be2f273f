import { Injectable } from '@nestjs/common';
import { openSoftcopy, type StoredFile } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import type { FastifyRequest } from 'fastify';
import { Services } from '../http/services.ts';

/** A role taken away, or a book withdrawn unheard, counts after this time at the latest. */
const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 2_000;

/**
 * Which softcopy a reader has open. A reader fetches a book in hundreds of pieces; the catalogue is asked
 * when a reading begins, and for the pieces again only after a while or when it announces a change.
 */
@Injectable()
export class OpenedSoftcopies {
  private readonly known = new Map<string, { file: StoredFile; until: number }>();

  constructor(
    private readonly services: Services,
    bus: Bus,
  ) {
    const forget = () => this.known.clear();
    for (const subject of ['pst.*.catalogue.publication.>', 'pst.*.catalogue.softcopy.added']) {
      bus.connection.subscribe(subject, { callback: forget });
    }
    bus.onReconnect(forget);
  }

  async open(publicationId: string, counts: boolean, from: FastifyRequest): Promise<StoredFile> {
    const reader = from.actor?.kind === 'account' ? from.actor.id : 'anonymous';
    const key = `${publicationId}|${reader}`;
    const seen = this.known.get(key);
    if (!counts && seen !== undefined && seen.until > performance.now()) {
      return seen.file;
    }
    const file = await this.services.ask(openSoftcopy, { publicationId, counts }, from);
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(key, { file, until: performance.now() + REMEMBERED_MS });
    return file;
  }
}
