import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  cancelRequest,
  newId,
  publicationAdded,
  softcopyAdded,
  submitRequest,
} from '@pst/contracts';
import {
  anActor,
  eventually,
  serviceUnderTest,
  startMetrics,
  type ServiceUnderTest,
} from '@pst/testing';
import { database } from '../../database/data-source.ts';
import type { DocumentDeliveryConfig } from '../../document-delivery.config.ts';
import { DocumentDeliveryModule } from '../../document-delivery.module.ts';

const NOW = new Date('2026-11-23T02:00:00Z');

describe('requests for softcopies, measured', () => {
  const clock = Clock.standing(NOW);
  const objects = mkdtempSync(join(tmpdir(), 'pst-document-delivery-'));
  const metrics = startMetrics();
  const publicationId = newId();
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<DocumentDeliveryConfig>({
      name: 'document-delivery',
      module: DocumentDeliveryModule,
      database,
      clock,
      config: { OBJECT_STORAGE_DIR: objects },
    });
    const about = { office: '1606', about: publicationId, at: NOW };
    const publication = {
      publicationId,
      title: 'Musi Banyuasin Dalam Angka 2025',
      series: null,
      year: 2025,
      kind: 'serial',
      language: 'id',
      area: '1606',
      subjects: [],
    } as const;
    await service.announce(
      publicationAdded.create({ ...publication, subjects: [...publication.subjects] }, about),
    );
    await service.announce(
      softcopyAdded.create(
        {
          publicationId,
          softcopyId: newId(),
          version: 1,
          bytes: 1_000,
          pages: 100,
          sha256: 'a'.repeat(64),
          access: 'signed-in',
          objectKey: `softcopies/${publicationId}.pdf`,
          fileName: 'dalam-angka.pdf',
        },
        about,
      ),
    );
    await eventually(async () => {
      const [known] = await service.source.query('select 1 from known_softcopy');
      if (known === undefined) {
        throw new Error('The softcopy is not known yet');
      }
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(objects, { recursive: true });
  });

  async function counted(
    name: 'pst.document_requests.waiting' | 'pst.document_requests.overdue',
  ): Promise<Record<string, unknown>> {
    const all = await metrics.collect(name);
    return Object.fromEntries(all.map(({ labels, value }) => [labels['state'], value]));
  }

  it('wait, are overdue once their promised time is over, and are gone when they are settled', async () => {
    const none = { submitted: 0, 'revision-asked': 0, sending: 0, failed: 0 };
    expect(await counted('pst.document_requests.waiting')).toEqual(none);
    const reader = { actor: anActor('patron') };
    const { id } = await service.ask(
      submitRequest,
      { publicationIds: [publicationId], purpose: 'research' },
      reader,
    );
    expect(await counted('pst.document_requests.waiting')).toEqual({ ...none, submitted: 1 });
    expect(await counted('pst.document_requests.overdue')).toEqual(none);

    clock.moveTo(new Date('2026-11-24T02:00:00Z'));
    expect(await counted('pst.document_requests.overdue')).toEqual({ ...none, submitted: 1 });
    await service.ask(cancelRequest, { requestId: id }, reader);
    expect(await counted('pst.document_requests.waiting')).toEqual(none);
    expect(await counted('pst.document_requests.overdue')).toEqual(none);
  });
});
