import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  changeCannedReplies,
  fileComplaint,
  handleComplaint,
  mergeComplaint,
  offerCannedReplies,
  readCannedReplies,
} from '@pst/contracts';
import { pendingSchemaChanges } from '@pst/persistence';
import { anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { ComplaintsModule } from '../../complaints.module.ts';
import { database } from '../../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);
const handler = { actor: anActor('complaint-handler') };
const aReply = (text: string, more: object = {}) => ({
  name: 'Uji',
  kind: 'complaint' as const,
  text: { id: text, en: text },
  ...more,
});

describe('canned replies', () => {
  const clock = Clock.standing(wib('2026-11-02T09:00'));
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'complaints',
      module: ComplaintsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const table = (office?: string) =>
    service.ask(readCannedReplies, {}, { ...handler, ...(office && { office }) });
  const put = async (...replies: ReturnType<typeof aReply>[]) =>
    service.ask(changeCannedReplies, { replies, version: (await table()).version }, handler);
  const file = (more: object = {}) =>
    service.ask(fileComplaint, { subject: 'Antrean', body: 'Lama.', ...more });
  const act = (complaintId: string, action: object) =>
    service.ask(
      handleComplaint,
      { complaintId, ...action } as Parameters<typeof service.ask<typeof handleComplaint>>[1],
      handler,
    );
  const offer = async (complaintId: string, actor = handler.actor) =>
    (await service.ask(offerCannedReplies, { complaintId }, { actor })).items;
  async function aClassifiedCase() {
    const receipt = await file();
    await act(receipt.id, { action: 'classify', class: 'non-supervisory' });
    return receipt;
  }

  it('have a table that is exactly what the entity says', async () => {
    expect(await pendingSchemaChanges(service.source)).toEqual([]);
  });

  it('are there for every kind before an office wrote its own', async () => {
    const { replies, version } = await table();
    expect(version).toBe(0);
    expect(new Set(replies.map(({ kind }) => kind))).toEqual(
      new Set(['complaint', 'information', 'aspiration']),
    );
  });

  it('are filled by the case they are put into, in its reporter’s language', async () => {
    await put(
      aReply('{kode}: sampai {tanggal}. {kantor}', {
        text: { id: '{kode}: sampai {tanggal}. {kantor}', en: '{kode}: by {tanggal}. {kantor}' },
      }),
      aReply('Untuk permintaan', { kind: 'information' }),
    );
    const { id, code } = await aClassifiedCase();
    expect(await offer(id)).toEqual([
      {
        name: 'Uji',
        body: `${code}: sampai 20 November 2026. BPS Kabupaten Musi Banyuasin`,
        withheld: null,
      },
    ]);
    const english = await service.ask(
      fileComplaint,
      { subject: 'Queue', body: 'Long.' },
      { language: 'en' },
    );
    await act(english.id, { action: 'classify', class: 'non-supervisory' });
    expect((await offer(english.id))[0]?.body).toMatch(/by 20 November 2026/);
  });

  it('promise no date that has passed or stands still', async () => {
    await put(aReply('Sampai {tanggal}'));
    const { id } = await aClassifiedCase();
    await act(id, { action: 'initial-response', body: 'Di mana?', waitForReporter: true });
    expect(await offer(id)).toEqual([{ name: 'Uji', body: null, withheld: 'no-date-ahead' }]);
  });

  it('say nothing of one case to the reporters of others', async () => {
    await put(aReply('{kode}'), aReply('{kantor}'));
    const [lead, member] = [await aClassifiedCase(), await aClassifiedCase()];
    await service.ask(mergeComplaint, { complaintId: member.id, intoId: lead.id }, handler);
    expect((await offer(lead.id)).map(({ withheld }) => withheld)).toEqual([
      'several-reporters',
      null,
    ]);
    expect((await offer(member.id)).map(({ body }) => body)).toEqual([
      member.code,
      'BPS Kabupaten Musi Banyuasin',
    ]);
  });

  it.each(['Sampai {tangal}', 'Halo {nama}', 'Sampai {tanggal'])(
    'are refused when they leave open what nobody knows: %s',
    async (text) => {
      const before = await table();
      await expect(put(aReply('Baik'), aReply(text, { name: 'Salah' }))).rejects.toMatchObject({
        slug: 'unknown-placeholder',
        params: { name: 'Salah', placeholder: expect.stringContaining('{') },
      });
      expect(await table()).toEqual(before);
    },
  );

  it('overwrite nobody else’s change', async () => {
    const { version } = await put(aReply('Yang pertama'));
    const stale = { replies: [], version: version - 1 };
    await expect(service.ask(changeCannedReplies, stale, handler)).rejects.toMatchObject({
      slug: 'replies-changed',
    });
    expect((await table()).replies).toHaveLength(1);
  });

  it('are an office’s own', async () => {
    await put(aReply('Milik kantor ini'));
    expect(await table('1605')).toMatchObject({ version: 0 });
  });

  it('tell nothing of a case to whom it is about', async () => {
    const { id } = await aClassifiedCase();
    const accused = anActor('complaint-handler');
    await act(id, { action: 'concern', accountIds: [accused.id] });
    await expect(offer(id, accused)).rejects.toMatchObject({ slug: 'not-found' });
  });

  it.each([[], ['patron'], ['officer'], ['head']] as const)(
    'are not for others (%j)',
    async (...roles) => {
      const as = { actor: anActor(...roles) };
      await expect(service.ask(readCannedReplies, {}, as)).rejects.toMatchObject({ status: 403 });
      await expect(
        service.ask(changeCannedReplies, { replies: [], version: 0 }, as),
      ).rejects.toMatchObject({ status: 403 });
    },
  );
});
