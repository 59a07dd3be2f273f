import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  complaintReplied,
  fileComplaint,
  findSimilarComplaints,
  handleComplaint,
  mergeComplaint,
  readComplaint,
  readComplaintThread,
  unmergeComplaint,
  type SendMessage,
} from '@pst/contracts';
import { MessageSeal, pendingSchemaChanges, Transaction } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import type { ComplaintsConfig } from '../../complaints.config.ts';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';
import { WhatsappTalk } from '../whatsapp-talk.ts';

const [kenari, murai] = [anActor('complaint-handler'), anActor('complaint-handler')];
const ANSWER = 'Loket kedua sudah dibuka.';

describe('reports about the same thing', () => {
  const clock = Clock.standing(new Date('2026-11-02T09:00:00+07:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest<ComplaintsConfig>({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {
        OBJECT_STORAGE_DIR: '.data/objects',
        MAILBOX_POLL_SECONDS: 120,
        WHATSAPP_APP_SECRET: 'rahasia uji',
        WHATSAPP_VERIFY_TOKEN: 'kata uji',
        WHATSAPP_ACCESS_TOKEN: 'izin uji',
        WHATSAPP_PHONE_NUMBER_ID: '277321005464405',
        WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
      },
    });
  });
  afterAll(() => service.stop());

  const file = (body = 'Hanya satu loket buka.', more: object = {}) =>
    service.ask(fileComplaint, { subject: 'Antrean lama', body, ...more });
  const merge = (complaintId: string, intoId: string, actor = kenari) =>
    service.ask(mergeComplaint, { complaintId, intoId }, { actor });
  const unmerge = (complaintId: string) =>
    service.ask(unmergeComplaint, { complaintId, reason: 'another-matter' }, { actor: kenari });
  const act = (complaintId: string, action: object, actor = kenari) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      { actor },
    );
  const read = (complaintId: string, actor = kenari) =>
    service.ask(readComplaint, { complaintId }, { actor });
  const classify = { action: 'classify', class: 'non-supervisory' };
  const answer = { action: 'substantive-response', body: ANSWER };
  const refusal = (reason: string) => ({ slug: 'merge-refused', params: { reason } });

  /** A lead and a case merged into it. */
  async function aPair() {
    const [lead, member] = [await file(), await file()];
    await merge(member.id, lead.id);
    return { lead, member };
  }

  it('have tables that are exactly what the entities say', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('stay what they are when they are merged, and name each other to the handler', async () => {
    const { lead, member } = await aPair();
    expect(await read(lead.id)).toMatchObject({
      state: 'received',
      lead: null,
      members: [{ id: member.id, state: 'received', channel: 'web', subject: 'Antrean lama' }],
    });
    expect(await read(member.id)).toMatchObject({
      state: 'received',
      code: member.code,
      deadlines: member.deadlines,
      lead: { id: lead.id },
      members: [],
    });
    const { items } = await service.ask(
      findSimilarComplaints,
      { complaintId: lead.id },
      { actor: kenari },
    );
    expect(items.map(({ id }) => id)).not.toContain(member.id);
  });

  it('are decided, answered and closed together, each reporter in their own thread', async () => {
    const lead = await file('Kenari menunggu di loket satu.', { contact: { name: 'Kenari' } });
    const member = await file('Murai menunggu tiga jam.', { contact: { name: 'Murai' } });
    await merge(member.id, lead.id);
    await act(lead.id, classify);
    expect((await read(member.id)).class).toBe('non-supervisory');
    await act(lead.id, { action: 'note', body: 'Tanyakan loket satu.' });
    await act(lead.id, answer);
    for (const { id, code, pin, body } of [
      { ...lead, body: 'Kenari menunggu di loket satu.' },
      { ...member, body: 'Murai menunggu tiga jam.' },
    ]) {
      const thread = await service.ask(readComplaintThread, { code, pin });
      expect(thread.messages.map((message) => message.body)).toEqual([body, ANSWER]);
      expect((await service.event(complaintReplied, id)).data.onTime).toBe(true);
    }
    const theirs = JSON.stringify(await service.ask(readComplaintThread, member));
    for (const other of [lead.id, lead.code, 'Kenari', 'Tanyakan']) {
      expect(theirs).not.toContain(other);
    }
    await act(lead.id, { action: 'close' });
    expect((await read(member.id)).state).toBe('closed');
  });

  it('are answered by the way each came', async () => {
    const lead = await file();
    const byMail = await file('Sama.', { contact: { email: 'murai@contoh.example' } });
    const byWhatsapp = await file('Sama juga.');
    await service.running.app
      .get(Transaction)
      .run((tx) =>
        service.running.app.get(WhatsappTalk).begin(tx, byWhatsapp.id, '628110001', clock.now()),
      );
    await merge(byMail.id, lead.id);
    await merge(byWhatsapp.id, lead.id);
    await act(lead.id, classify);
    await act(lead.id, answer);
    const seal = service.running.app.get(MessageSeal);
    const mails: { payload: { id: string; sealed: string } }[] = await service.source.query(
      `select payload from outbox where stream = 'MESSAGES'`,
    );
    const sent = mails.map(({ payload }): SendMessage => seal.open(payload.id, payload.sealed));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      to: 'murai@contoh.example',
      content: { template: 'complaint-answered', code: byMail.code },
    });
    const talked: { complaint_id: string }[] = await service.source.query(
      'select complaint_id from whatsapp_sending',
    );
    expect(talked).toEqual([{ complaint_id: byWhatsapp.id }]);
  });

  it('that were not as far catch up, and what waits for another answer is not closed', async () => {
    const [lead, late] = [await file(), await file()];
    await act(lead.id, classify);
    await act(lead.id, answer);
    await merge(late.id, lead.id);
    await act(lead.id, { action: 'close' });
    expect(await read(late.id)).toMatchObject({ state: 'classified', lead: { state: 'closed' } });
    const [other, later] = [await file(), await file()];
    await act(other.id, classify);
    await merge(later.id, other.id);
    await act(other.id, { action: 'initial-response', body: 'Kami periksa.' });
    expect(await read(later.id)).toMatchObject({
      state: 'initial-response',
      class: 'non-supervisory',
    });
  });

  it('go on by themselves once the merge is undone, which a note says with its reason', async () => {
    const { lead, member } = await aPair();
    await act(lead.id, classify);
    const { messages, ...alone } = await unmerge(member.id);
    expect(alone).toMatchObject({ lead: null, state: 'classified' });
    expect(messages.map(({ kind }) => kind)).toEqual(['report', 'note', 'note']);
    expect(messages.at(-1)?.body).toContain('hal lain / another matter');
    await act(lead.id, answer);
    expect((await read(member.id)).state).toBe('classified');
    expect((await service.ask(readComplaintThread, member)).messages).toHaveLength(1);
    await expect(unmerge(member.id)).rejects.toMatchObject(refusal('not-merged'));
  });

  it('form no chain: merged into a member is merged into its lead', async () => {
    const { lead, member } = await aPair();
    const third = await file();
    expect((await merge(third.id, member.id)).lead?.id).toBe(lead.id);
    await expect(merge(lead.id, member.id)).rejects.toMatchObject(refusal('same-case'));
    await expect(merge(third.id, (await file()).id)).rejects.toMatchObject(refusal('merged'));
    await expect(merge(lead.id, (await file()).id)).rejects.toMatchObject(refusal('leads-others'));
  });

  it('form no ring when two handlers merge them into each other at once', async () => {
    const cases = await Promise.all([file(), file(), file()]);
    const [one, other, third] = cases.map(({ id }) => id) as [string, string, string];
    await Promise.allSettled([merge(one, other), merge(other, third, murai), merge(third, one)]);
    const after = await Promise.all(cases.map(({ id }) => read(id)));
    const leads = new Set(after.flatMap(({ lead }) => lead?.id ?? []));
    expect(leads.size).toBe(1);
    expect(after.filter(({ lead, id }) => lead !== null && leads.has(id))).toEqual([]);
  });

  it('are not merged by, nor named to, whom one of them is about', async () => {
    const [lead, about] = [await file(), await file()];
    await merge(about.id, lead.id);
    await act(about.id, { action: 'concern', accountIds: [murai.id] });
    const unknown = { slug: 'not-found' };
    const other = await file();
    await expect(merge(about.id, other.id, murai)).rejects.toMatchObject(unknown);
    await expect(merge(other.id, about.id, murai)).rejects.toMatchObject(unknown);
    expect((await read(lead.id, murai)).members).toEqual([]);
    // Nor is theirs the hand that answers it.
    await act(lead.id, classify, murai);
    expect((await read(about.id)).state).toBe('received');
  });

  it('are kept from whom the lead is about, when it is said and when they are merged', async () => {
    const { lead, member } = await aPair();
    await act(lead.id, { action: 'concern', accountIds: [murai.id] });
    await expect(read(member.id, murai)).rejects.toMatchObject({ slug: 'not-found' });
    const later = await file();
    await act(later.id, { action: 'assign', assigneeId: murai.id });
    await merge(later.id, lead.id);
    expect(await read(later.id)).toMatchObject({ concernsIds: [murai.id], assigneeId: null });
    // Taken back at the lead, it stays where a reporter may have said it too.
    await act(lead.id, { action: 'concern', accountIds: [] });
    expect((await read(member.id)).concernsIds).toEqual([murai.id]);
    await act(member.id, { action: 'concern', accountIds: [] });
    expect((await read(member.id, murai)).id).toBe(member.id);
  });

  it('are kept from them also where the handler who says it may not look', async () => {
    const { lead, member } = await aPair();
    await act(member.id, { action: 'concern', accountIds: [murai.id] });
    const third = anActor('complaint-handler');
    await act(lead.id, { action: 'concern', accountIds: [third.id] }, murai);
    expect((await read(member.id)).concernsIds).toEqual([murai.id, third.id]);
  });

  it('have the handlers of the lead, but nobody a case about themselves', async () => {
    const { lead, member } = await aPair();
    const about = await file();
    await act(about.id, { action: 'concern', accountIds: [murai.id] });
    await merge(about.id, lead.id);
    await act(lead.id, { action: 'assign', assigneeId: murai.id });
    expect((await read(member.id)).assigneeId).toBe(murai.id);
    expect((await read(about.id)).assigneeId).toBe(null);
  });

  it('about supervision are answered by whom the lead was entrusted to', async () => {
    const { lead, member } = await aPair();
    const about = await file();
    await act(about.id, { action: 'concern', accountIds: [murai.id] });
    await merge(about.id, lead.id);
    await act(lead.id, { action: 'classify', class: 'supervisory' });
    await act(lead.id, { action: 'entrust', accountIds: [murai.id] });
    await act(lead.id, answer, murai);
    expect((await read(member.id, murai)).state).toBe('substantive-response');
    await expect(read(member.id)).rejects.toMatchObject({ slug: 'not-found' });
    // Nobody would be left for this one: it keeps who has it.
    expect(await read(about.id)).toMatchObject({ state: 'classified', entrustedIds: [kenari.id] });
  });

  it('are let go by a lead that a whistle-blowing system took, and by no other', async () => {
    const { lead, member } = await aPair();
    await act(lead.id, { action: 'classify', class: 'supervisory' });
    const receiptHash = 'a'.repeat(64);
    const to = 'whistle-blowing-system';
    await act(lead.id, { action: 'hand-over', to, number: 'WBS-1', receiptHash });
    const alone = await read(member.id);
    expect(alone).toMatchObject({ state: 'classified', lead: null, handedOver: null });
    expect(alone.messages.at(-1)).toMatchObject({ kind: 'note' });
    expect(JSON.stringify(alone)).not.toContain('WBS-1');
    await merge((await file()).id, member.id);
    const other = await aPair();
    await act(other.lead.id, classify);
    await act(other.lead.id, { action: 'hand-over', to: 'sp4n-lapor', number: '8123456' });
    expect(await read(other.member.id)).toMatchObject({
      lead: { id: other.lead.id },
      handedOver: null,
    });
  });

  it('are not merged when one is closed, handed over or of another class, or elsewhere', async () => {
    const [lead, other] = [await file(), await file()];
    await act(lead.id, classify);
    await act(other.id, { action: 'classify', class: 'aspiration' });
    await expect(merge(other.id, lead.id)).rejects.toMatchObject(refusal('other-class'));
    await act(lead.id, { action: 'hand-over', to: 'sp4n-lapor', number: '8123456' });
    await expect(merge((await file()).id, lead.id)).rejects.toMatchObject(refusal('not-open'));
    await expect(
      service.ask(
        mergeComplaint,
        { complaintId: other.id, intoId: (await file()).id },
        { actor: kenari, office: '1605' },
      ),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });
});
