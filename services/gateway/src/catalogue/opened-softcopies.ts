import { Injectable } from '@nestjs/common';
import { openSoftcopy, type StoredFile } from '@pst/contracts';
import { Bus } from '@pst/messaging';
import type { FastifyRequest } from 'fastify';
import { Services } from '../http/services.ts';
import { beginsReading } from '../http/stored-files.ts';

/** A book withdrawn unheard counts after this time at the latest. */
const REMEMBERED_MS = 10_000;
const MOST_REMEMBERED = 2_000;

interface Opened {
  readonly file: StoredFile;
  /** Whether the catalogue has heard that a reading begins. */
  readonly counted: boolean;
  readonly until: number;
}

/**
 * Which softcopy a reader has open. A reader fetches a book in hundreds of pieces; the catalogue is asked
 * when a reading begins, and for the pieces again only after a while, when it announces a change, or when
 * the reader is no longer who they were.
 */
@Injectable()
export class OpenedSoftcopies {
  private readonly known = new Map<string, Opened>();

  constructor(
    private readonly services: Services,
    bus: Bus,
  ) {
    const forget = () => this.known.clear();
    for (const subject of [
      'pst.*.catalogue.publication.>',
      'pst.*.catalogue.softcopy.added',
      'pst.*.catalogue.softcopy.access-changed',
    ]) {
      bus.connection.subscribe(subject, { callback: forget });
    }
    bus.onReconnect(forget);
  }

  async open(publicationId: string, from: FastifyRequest): Promise<StoredFile> {
    const counts = beginsReading(from);
    // With everything of the actor: a role taken away opens nothing that was opened by it.
    const reader = [from.actor, from.visitId, from.ip, from.headers['user-agent']];
    const key = JSON.stringify([publicationId, ...reader]);
    const seen = this.known.get(key);
    if (seen !== undefined && seen.until > performance.now() && (seen.counted || !counts)) {
      return seen.file;
    }
    const file = await this.services.ask(openSoftcopy, { publicationId, counts }, from);
    if (this.known.size >= MOST_REMEMBERED) {
      this.known.clear();
    }
    this.known.set(key, { file, counted: counts, until: performance.now() + REMEMBERED_MS });
    return file;
  }
}
