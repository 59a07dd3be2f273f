import type { SendMessage } from '@pst/contracts';

type Content = SendMessage['content'];

const name = 'Sari Wulandari';
const link = 'https://pst.example/contoh';

/** One mail of every template, about nobody: what its words look like when they are filled in. */
const SAMPLES: { readonly [T in Content['template']]: Extract<Content, { template: T }> } = {
  'account-verification': { template: 'account-verification', name, link, expiresInMinutes: 30 },
  'account-exists': { template: 'account-exists', name, link },
  'staff-invitation': { template: 'staff-invitation', name, link, expiresInMinutes: 10_080 },
  'password-reset': { template: 'password-reset', name, link, expiresInMinutes: 30 },
  'password-changed': { template: 'password-changed', name },
  'second-factor-changed': {
    template: 'second-factor-changed',
    name,
    change: 'recovery-code-used',
    recoveryCodesLeft: 9,
  },
  'survey-invitation': { template: 'survey-invitation', name, about: 'visit', link },
  'publication-news': {
    template: 'publication-news',
    name,
    publications: [
      { title: 'Kabupaten Musi Banyuasin Dalam Angka 2026', link },
      { title: 'Statistik Daerah Kabupaten Musi Banyuasin 2026', link },
    ],
    more: 3,
    link,
  },
  'softcopy-delivery': {
    template: 'softcopy-delivery',
    name,
    requestNumber: 'P-2026-0001',
    titles: ['Kabupaten Musi Banyuasin Dalam Angka 2026', 'Statistik Daerah 2025'],
    sources: [
      'BPS Kabupaten Musi Banyuasin. (2026). Kabupaten Musi Banyuasin Dalam Angka 2026.',
      'BPS Kabupaten Musi Banyuasin. (2025). Statistik Daerah 2025.',
    ],
    attachments: [],
    link,
    expiresOn: '2026-12-01',
  },
  'request-declined': {
    template: 'request-declined',
    name,
    requestNumber: 'P-2026-0001',
    reason: 'Publikasi ini tidak ada dalam koleksi kami.',
    answer: 'Judul serupa ada di perpustakaan BPS Provinsi Sumatera Selatan.',
    link,
  },
  'request-revision': {
    template: 'request-revision',
    name,
    requestNumber: 'P-2026-0001',
    answer: 'Tahun berapa yang Anda perlukan?',
    link,
  },
  'complaint-received': {
    template: 'complaint-received',
    code: 'ADU-7K3M9Q',
    pin: '482913',
    initialResponseDays: 5,
    link,
  },
  'complaint-answered': {
    template: 'complaint-answered',
    code: 'ADU-7K3M9Q',
    answer: 'Terima kasih atas laporan Anda.\n\nLoket kedua kini dibuka sejak pukul 08.00.',
    link,
  },
  'complaint-deadline': {
    template: 'complaint-deadline',
    name,
    number: 'P-2026-0007',
    deadline: 'initial-response',
    broken: false,
    due: 'Senin, 23 November 2026 pukul 15.30 WIB',
    link,
  },
  'one-time-code': {
    template: 'one-time-code',
    code: '482 913',
    purpose: 'returning-visitor',
    expiresInMinutes: 10,
  },
  'privacy-request-answered': {
    template: 'privacy-request-answered',
    code: 'DP-2026-0003',
    kind: 'access',
    refusal: null,
    copy: { link, expiresInHours: 168 },
  },
};

export const sampleContents: readonly Content[] = Object.values(SAMPLES);
