import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  listGuestRequests,
  listRequests,
  newId,
  proveAddress,
  requestSubmitted,
  reviewRequest,
  submitGuestRequest,
  visitPersonErased,
  type RequestOf,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal } from '@pst/persistence';
import { anActor, eventually, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { database } from '../database/data-source.ts';
import type { DocumentDeliveryConfig } from '../document-delivery.config.ts';
import { DocumentDeliveryModule } from '../document-delivery.module.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const HOUR_MS = 3_600_000;
const officer = { actor: anActor('officer') };
const WISH = { description: 'Tabel PDRB Sekayu 2019', purpose: 'research' } as const;

describe('a request of a visitor without an account', () => {
  const clock = Clock.standing(NOW);
  let service: ServiceUnderTest;
  let persons = 0;

  beforeAll(async () => {
    service = await serviceUnderTest<DocumentDeliveryConfig>({
      name: 'document-delivery',
      module: DocumentDeliveryModule,
      database,
      clock,
      config: { OBJECT_STORAGE_DIR: tmpdir() },
    });
  });
  afterAll(() => service.stop());

  async function mails(): Promise<SendMessage[]> {
    const seal = service.running.app.get(MessageSeal);
    const rows: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES' order by seq`,
    );
    return rows.map(({ payload }) => seal.open(payload.id, payload.sealed));
  }
  const aVisitor = () => ({ visitId: newId() });
  const anAddress = () => `tamu${(persons += 1)}@contoh.id`;

  /** What the reader of the mail knows. */
  async function codeFor(email: string, as: { visitId: string }) {
    const { proofId } = await service.ask(proveAddress, { email }, as);
    const mail = (await mails()).findLast(({ cause }) => cause.id === proofId);
    if (mail?.content.template !== 'one-time-code') {
      throw new Error('No code was mailed');
    }
    expect(mail.to).toBe(email);
    return { proofId, oneTimeCode: mail.content.code };
  }
  const submit = (
    shown: Pick<RequestOf<typeof submitGuestRequest>, 'email' | 'proofId' | 'oneTimeCode'>,
    as: { visitId: string },
    description: string = WISH.description,
  ) =>
    service.ask(submitGuestRequest, { ...WISH, description, name: 'Kenari Hutan', ...shown }, as);
  async function submitted(email: string, as: { visitId: string }, description?: string) {
    return submit({ email, ...(await codeFor(email, as)) }, as, description);
  }
  const requestsOf = async (as: { visitId: string }) =>
    (await service.ask(listGuestRequests, {}, as)).items;

  it('goes through with the mailed code, and its answers go to the address that was proved', async () => {
    const [email, as] = [anAddress(), aVisitor()];
    const request = await submitted(email, as);
    expect(request).toMatchObject({
      state: 'submitted',
      dueAt: new Date(NOW.getTime() + 20 * 60_000).toISOString(),
    });
    const { items } = await service.ask(listRequests, { limit: 100 }, officer);
    expect(items.find(({ id }) => id === request.id)).toMatchObject({
      guest: true,
      requesterName: 'Kenari Hutan',
    });
    const decline = { requestId: request.id, decision: 'decline', reason: 'copyright' } as const;
    await service.ask(reviewRequest, decline, officer);
    expect((await mails()).at(-1)).toMatchObject({ to: email });
    expect((await service.event(requestSubmitted, request.id)).data.visitId).toBe(as.visitId);
    const stored = [
      await service.source.query('select * from document_request'),
      await service.source.query('select * from address_proof'),
      await service.source.query('select * from outbox'),
    ];
    expect(JSON.stringify(stored)).not.toMatch(/kenari|contoh\.id|pdrb/i);
  });

  it('sends an address that nobody has proved a code and not a word more', async () => {
    const [email, foreign, as] = [anAddress(), anAddress(), aVisitor()];
    const shown = await codeFor(email, as);
    const before = (await mails()).length;
    await expect(submit({ ...shown, email: foreign }, as)).rejects.toMatchObject({
      slug: 'one-time-code-wrong',
    });
    await expect(submit({ email, ...shown }, aVisitor())).rejects.toMatchObject({
      slug: 'one-time-code-wrong',
    });
    expect(await mails()).toHaveLength(before);
    expect((await mails()).filter(({ to }) => to === foreign)).toEqual([]);
    expect(Object.keys((await mails()).at(-1)?.content ?? {}).toSorted()).toEqual([
      'code',
      'expiresInMinutes',
      'purpose',
      'template',
    ]);
    expect(await requestsOf(as)).toEqual([]);
  });

  it('takes a code once, in its minutes, and not after five wrong ones', async () => {
    const [email, as] = [anAddress(), aVisitor()];
    const wrong = { slug: 'one-time-code-wrong' };
    const used = { email, ...(await codeFor(email, as)) };
    await submit(used, as);
    await expect(submit(used, as)).rejects.toMatchObject(wrong);
    const late = { email, ...(await codeFor(email, as)) };
    clock.moveTo(new Date(NOW.getTime() + 10 * 60_000));
    await expect(submit(late, as)).rejects.toMatchObject(wrong);
    const guessed = { email, ...(await codeFor(email, as)) };
    const oneTimeCode = guessed.oneTimeCode === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) {
      await expect(submit({ ...guessed, oneTimeCode }, as)).rejects.toMatchObject(wrong);
    }
    await expect(submit(guessed, as)).rejects.toMatchObject(wrong);
    clock.moveTo(NOW);
  });

  it('sends so many codes an hour: to one address from any visit, and from one visit to any address', async () => {
    const [email, as] = [anAddress(), aVisitor()];
    const tooMany = { slug: 'too-many-codes', status: 409 };
    const atOnce = await Promise.allSettled(
      Array.from({ length: 6 }, () => service.ask(proveAddress, { email }, aVisitor())),
    );
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (let n = 0; n < 3; n += 1) {
      await codeFor(anAddress(), as);
    }
    await expect(codeFor(anAddress(), as)).rejects.toMatchObject(tooMany);
    clock.moveTo(new Date(NOW.getTime() + HOUR_MS));
    await codeFor(anAddress(), as);
    clock.moveTo(NOW);
  });

  it('asked twice is one, and so many a day are one person’s, at whichever visit', async () => {
    const email = anAddress();
    const first = await submitted(email, aVisitor());
    clock.moveTo(new Date(NOW.getTime() + HOUR_MS));
    expect(
      (await submitted(email.toUpperCase().replace('CONTOH.ID', 'contoh.id'), aVisitor())).id,
    ).toBe(first.id);
    for (let n = 2; n <= 5; n += 1) {
      clock.moveTo(new Date(NOW.getTime() + n * HOUR_MS));
      await submitted(email, aVisitor(), `Tabel ${n}`);
    }
    clock.moveTo(new Date(NOW.getTime() + 6 * HOUR_MS));
    await expect(submitted(email, aVisitor(), 'Tabel 6')).rejects.toMatchObject({
      slug: 'too-many-document-requests',
    });
    clock.moveTo(NOW);
  });

  it('needs a visit, and is seen with that visit’s ticket only', async () => {
    const [email, as] = [anAddress(), aVisitor()];
    const needed = { slug: 'visit-needed', status: 409 };
    await expect(service.ask(proveAddress, { email })).rejects.toMatchObject(needed);
    await expect(service.ask(listGuestRequests, {})).rejects.toMatchObject(needed);
    const request = await submitted(email, as);
    expect(await requestsOf(as)).toMatchObject([{ id: request.id }]);
    expect(await requestsOf(aVisitor())).toEqual([]);
  });

  it('is a number without a person once the person of the visit is erased', async () => {
    const [email, as] = [anAddress(), aVisitor()];
    const { id } = await submitted(email, as);
    const { visitId } = as;
    await service.announce(
      visitPersonErased.create(
        { visitId, at: NOW.toISOString(), cause: 'request' },
        { office: '1606', about: visitId, at: NOW },
      ),
    );
    await eventually(async () => {
      const rows = await service.source.query(
        `select state, name_sealed, email_sealed, description_sealed,
           (select count(*)::int from address_proof where visit_id = $2) as proofs
         from document_request where id = $1`,
        [id, visitId],
      );
      expect(rows).toEqual([
        {
          state: 'cancelled',
          name_sealed: null,
          email_sealed: null,
          description_sealed: null,
          proofs: 0,
        },
      ]);
    });
  });
});
