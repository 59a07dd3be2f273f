import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@pst/contracts';
import { eventually, type RunningSystem } from '@pst/testing';
import { Desk, type Answer } from '../desk.ts';
import type { Known } from './values.ts';

const STANDARD = new URL('../../../../deploy/service-standard-1606.yaml', import.meta.url);

/** What is planted of three people, and shown to nobody who has no business with them. */
export const CANARIES = {
  visitorEmail: 'kenari.tamu@contoh.example',
  visitorPhone: '081299887766',
  visitorNumber: '1606014507950007',
  reporterEmail: 'kenari.pelapor@contoh.example',
  reporterPhone: '081255443322',
  readerEmail: `kenari.pembaca.${newId()}@contoh.example`,
} as const;

const PASSWORD = 'kursi rotan di teras kenari';

const ROLES = [
  'patron',
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'admin',
] as const;
const DEVICES = ['kiosk', 'board', 'workstation'] as const;

/** A demo system in which something of everything has happened. */
export interface LivelyOffice {
  /** The `authorization` of each role and device, and of the reader whose own things are known. */
  readonly credentials: ReadonlyMap<string, string>;
  readonly known: Known;
}

/** An office that keeps the numbers of cards, so that there is one to leak. */
export function officeThatKeepsNumbers(): string {
  const profile = join(mkdtempSync(join(tmpdir(), 'pst-office-')), 'office.yaml');
  const written = readFileSync(STANDARD, 'utf8');
  writeFileSync(profile, written.replace('    store: false\n', '    store: true\n'));
  return profile;
}

const guestbookEntry = {
  name: 'Pengunjung Uji',
  identityKind: 'ktp',
  institution: 'Instansi Uji',
  institutionCategory: 'other',
  occupation: 'other',
  education: 'none',
  sex: 'male',
  birthYear: 1990,
  purpose: 'library-visit',
  useOfData: 'other',
  service: 'physical-library',
  noticeVersion: '2026-01',
};

/** Lets people do what people do, and writes down under which names things can be asked for. */
export async function livelyOffice(system: RunningSystem): Promise<LivelyOffice> {
  const desk = new Desk(system);
  const credentials = new Map<string, string>();
  for (const role of ROLES) {
    credentials.set(role, `Bearer ${await desk.signInAs(role)}`);
  }
  const as = (who: string) => ({ headers: { authorization: credentials.get(who) ?? '' } });
  const tell = (path: string, who: string, body: object = {}): Promise<Answer['body']> =>
    desk.want(path, { body, ...as(who) });
  const look = (path: string, who = 'admin'): Promise<Answer['body']> => desk.want(path, as(who));

  const devices: Answer['body'][] = [];
  for (const kind of DEVICES) {
    const own = await tell('/v1/desk/devices', 'admin', { name: `Uji ${kind}`, kind });
    credentials.set(`device:${kind}`, `Device ${own.token}`);
    devices.push(await tell('/v1/desk/devices', 'admin', { name: `Lain ${kind}`, kind }));
  }

  const registration = { name: 'Pembaca', email: CANARIES.readerEmail, password: PASSWORD };
  await desk.want('/v1/accounts', { body: registration });
  const { text } = await desk.mailTo(CANARIES.readerEmail, /Verifikasi/);
  const verification = /#token=([\w-]+)/.exec(text)?.[1] ?? '';
  await desk.want('/v1/accounts/verification', { body: { token: verification } });
  const { email, password } = registration;
  const session = await desk.want('/v1/sessions', { body: { email, password } });
  const reader = `Bearer ${session.accessToken}`;
  credentials.set('reader', reader);

  const visits: Answer['body'][] = [];
  for (let n = 0; n < 12; n += 1) {
    visits.push(await desk.want('/v1/visits', { body: guestbookEntry }));
  }
  const planted = await desk.want('/v1/visits', {
    body: {
      ...guestbookEntry,
      email: CANARIES.visitorEmail,
      phone: CANARIES.visitorPhone,
    },
  });
  const ofPlanted = (act: string, body: object = {}) =>
    tell(`/v1/desk/visits/${planted.id}/${act}`, 'officer', body);
  await ofPlanted('identity-check', { kind: 'ktp' });
  await ofPlanted('identity-number', { kind: 'ktp', number: CANARIES.visitorNumber });
  const called = await tell('/v1/desk/calls', 'officer', { counter: '1' });
  await tell(`/v1/desk/visits/${called.id}/identity-check`, 'officer', { kind: 'ktp' });
  await tell(`/v1/desk/visits/${called.id}/start`, 'officer');
  await tell(`/v1/desk/visits/${called.id}/complete`, 'officer');

  const complaints: Answer['body'][] = [];
  for (let n = 0; n < 6; n += 1) {
    complaints.push(
      await tell('/v1/complaints', 'patron', {
        subject: `Laporan ${n}`,
        body: 'Antrean panjang.',
        contact: { email: CANARIES.reporterEmail, phone: CANARIES.reporterPhone },
      }),
    );
  }

  const publications = (await look('/v1/publications?limit=12')).items as Answer['body'][];
  const readable = (await look('/v1/publications?availability=softcopy')).items[0];
  const copies: Answer['body'][] = [];
  for (const { id } of publications.slice(0, 3)) {
    copies.push(
      await tell(`/v1/desk/publications/${id}/copies`, 'librarian', { shelfMark: '310 BPS' }),
    );
  }
  const requests: Answer['body'][] = [];
  for (let n = 0; n < 4; n += 1) {
    requests.push(
      await desk.want('/v1/document-requests', {
        body: { publicationIds: [readable.id], purpose: 'research', channel: 'link' },
        headers: { authorization: reader },
      }),
    );
  }
  await tell(`/v1/desk/document-requests/${requests[0].id}/approve`, 'officer');
  const linked = await desk.mailTo(CANARIES.readerEmail, new RegExp(requests[0].number));
  const following = await desk.want('/v1/me/followings', {
    body: { followed: { kind: 'series', series: 'Kecamatan Dalam Angka' } },
    headers: { authorization: reader },
  });
  const staff = await tell('/v1/desk/accounts', 'admin', {
    name: 'Pegawai Uji',
    email: `pegawai-${newId()}@contoh.example`,
    roles: ['officer'],
  });
  const survey = await eventually(() => look(`/v1/desk/visits/${called.id}/survey`, 'officer'));

  const idsOf = async (path: string, name = 'id'): Promise<string[]> =>
    ((await look(path)).items as Answer['body'][]).map((item) => String(item[name]));
  const known: Known = {
    visitId: visits.map(({ id }) => id),
    code: [...visits, ...complaints].map(({ code }) => code),
    pin: complaints.map(({ pin }) => pin),
    complaintId: complaints.map(({ id }) => id),
    intoId: complaints.map(({ id }) => id),
    publicationId: publications.map(({ id }) => id),
    publicationIds: publications.map(({ id }) => id),
    copyId: copies.map(({ id }) => id),
    requestId: requests.map(({ id }) => id),
    followingId: [following.id],
    sessionId: [session.sessionId],
    accountId: [staff.id],
    deviceId: devices.map(({ id }) => id),
    workstationId: await idsOf('/v1/desk/workstations'),
    counterId: await idsOf('/v1/desk/counters'),
    counter: await idsOf('/v1/desk/counters', 'name'),
    institutionId: await idsOf('/v1/desk/institutions'),
    messageId: await idsOf('/v1/desk/messages'),
    token: [survey.token, /\/unduhan\/([\w-]+)/.exec(linked.text)?.[1] ?? ''],
    n: ['1'],
  };
  return { credentials, known };
}
