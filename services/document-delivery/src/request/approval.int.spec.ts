import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  newId,
  publicationAdded,
  readRequest,
  requestApprovedByRule,
  requestPrepared,
  reviewRequest,
  softcopyAccessChanged,
  softcopyAdded,
  submitRequest,
} from '@pst/contracts';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import { DocumentDeliveryModule } from '../document-delivery.module.ts';
import type { Access } from './domain/approval.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const PUBLISHED = resolve(import.meta.dirname, '../../../../deploy/service-standard-1606.yaml');
const first = { actor: anActor('officer') };
const second = { actor: anActor('librarian') };

describe('approval', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pst-approval-'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    const OFFICE_PROFILE = join(folder, 'two-persons.yaml');
    const profile = readFileSync(PUBLISHED, 'utf8');
    writeFileSync(OFFICE_PROFILE, profile.replace('twoPersonCheck: false', 'twoPersonCheck: true'));
    service = await serviceUnderTest<DocumentDeliveryConfig>({
      name: 'document-delivery',
      module: DocumentDeliveryModule,
      database,
      clock: Clock.standing(NOW),
      config: { OBJECT_STORAGE_DIR: folder, OFFICE_PROFILE },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  const accessOf = (publicationId: string, access: Access) =>
    eventually(async () => {
      const rows = await service.source.query(
        'select access from known_softcopy where publication_id = $1',
        [publicationId],
      );
      expect(rows).toEqual([{ access }]);
    });
  async function aSoftcopy(access: Access): Promise<string> {
    const id = newId();
    const about = { office: '1606', about: id, at: NOW };
    await service.announce(
      publicationAdded.create(
        {
          publicationId: id,
          title: 'Musi Banyuasin Dalam Angka 2025',
          series: null,
          year: 2025,
          kind: 'serial',
          language: 'id',
          area: '1606',
          subjects: [],
        },
        about,
      ),
    );
    await service.announce(
      softcopyAdded.create(
        {
          publicationId: id,
          softcopyId: newId(),
          version: 1,
          bytes: 1_000,
          pages: 10,
          sha256: 'a'.repeat(64),
          access,
          objectKey: `softcopies/${id}.pdf`,
          fileName: 'mba.pdf',
        },
        about,
      ),
    );
    await accessOf(id, access);
    return id;
  }
  const submit = (publicationId: string, as = { actor: anActor('patron') }, note?: string) =>
    service.ask(
      submitRequest,
      { publicationIds: [publicationId], purpose: 'research', ...(note && { note }) },
      as,
    );
  const mails = async () => {
    const [{ count }] = await service.source.query(
      `select count(*)::int from outbox where stream = 'MESSAGES'`,
    );
    return count;
  };

  it('of what anybody may read is the rule’s, which is noted, and it is sent at once and once', async () => {
    const publicationId = await aSoftcopy('public');
    const before = await mails();
    const as = { actor: anActor('patron') };
    const request = await submit(publicationId, as);
    expect(request.state).toBe('sending');
    expect((await submit(publicationId, as)).id).toBe(request.id);
    expect(await mails()).toBe(before + 1);
    expect((await service.event(requestApprovedByRule, request.id)).data.access).toEqual([
      'public',
    ]);
    expect(await service.ask(readRequest, { requestId: request.id }, first)).toMatchObject({
      approvedBy: 'rule',
      preparedById: null,
    });
  });

  it('is an officer’s for other levels, for a note, and once the catalogue has changed the level', async () => {
    const open = await aSoftcopy('public');
    expect((await submit(await aSoftcopy('signed-in'))).state).toBe('submitted');
    expect((await submit(await aSoftcopy('staff'))).state).toBe('submitted');
    expect((await submit(open, undefined, 'Juga tahun 2024?')).state).toBe('submitted');
    await service.announce(
      softcopyAccessChanged.create(
        { publicationId: open, softcopyId: newId(), access: 'staff' },
        { office: '1606', about: open, at: NOW },
      ),
    );
    await accessOf(open, 'staff');
    expect((await submit(open)).state).toBe('submitted');
  });

  it('takes two persons where the office wants two, and tells the one why', async () => {
    const { id: requestId } = await submit(await aSoftcopy('signed-in'));
    const decide = (decision: 'prepare' | 'approve', as: typeof first) =>
      service.ask(reviewRequest, { requestId, decision }, as);
    const refused = { slug: 'second-person-needed', status: 409 };
    await expect(decide('approve', first)).rejects.toMatchObject({
      ...refused,
      params: { because: 'not-prepared' },
    });
    expect(await decide('prepare', first)).toMatchObject({
      state: 'submitted',
      preparedById: first.actor.id,
    });
    expect((await service.event(requestPrepared, requestId)).data.reviewerId).toBe(first.actor.id);
    await expect(decide('approve', first)).rejects.toMatchObject({
      ...refused,
      params: { because: 'same-person' },
    });
    expect(await decide('approve', second)).toMatchObject({
      state: 'sending',
      approvedBy: 'officer',
    });
  });
});
