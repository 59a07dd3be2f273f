import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { instant } from '../paging.ts';
import { visitState, workstationState } from './codes.ts';

export const outsideServiceHours = defineProblem('outside-service-hours', {
  status: 409,
  params: z.object({
    opensAt: instant,
    /** `opensAt` in words of the office's zone, in both languages. */
    opensAtText: z.object({ id: z.string(), en: z.string() }),
    reason: z.string(),
  }),
  title: { id: 'Di luar jam layanan', en: 'Outside service hours' },
  detail: {
    id: ({ opensAtText }) => `Kantor sedang tutup. Buku tamu dibuka lagi ${opensAtText.id}.`,
    en: ({ opensAtText }) => `The office is closed. The guestbook opens again ${opensAtText.en}.`,
  },
});

export const queueEmpty = defineProblem('queue-empty', {
  status: 409,
  params: z.object({}),
  title: { id: 'Antrean kosong', en: 'The queue is empty' },
  detail: { id: 'Tidak ada tamu yang menunggu.', en: 'Nobody is waiting.' },
});

export const visitNotInState = defineProblem('visit-not-in-state', {
  status: 409,
  params: z.object({ state: visitState, action: z.string() }),
  title: { id: 'Tindakan tidak sesuai keadaan', en: 'Not possible in this state' },
  detail: {
    id: ({ state, action }) =>
      `Kunjungan ini berkeadaan "${state}"; "${action}" tidak dapat dilakukan.`,
    en: ({ state, action }) => `The visit is "${state}"; "${action}" cannot be done now.`,
  },
});

export const identityNotChecked = defineProblem('identity-not-checked', {
  status: 409,
  params: z.object({}),
  title: { id: 'Identitas belum diperiksa', en: 'Identity not checked' },
  detail: {
    id: 'Lihat kartu identitas tamu dan catat jenisnya, lalu mulai layanan.',
    en: 'See the visitor’s ID and record its kind, then start serving.',
  },
});

export const workstationNotInState = defineProblem('workstation-not-in-state', {
  status: 409,
  params: z.object({ state: workstationState, action: z.string() }),
  title: { id: 'Tindakan tidak sesuai keadaan', en: 'Not possible in this state' },
  detail: {
    id: ({ state, action }) =>
      `Komputer ini berkeadaan "${state}"; "${action}" tidak dapat dilakukan.`,
    en: ({ state, action }) => `The workstation is "${state}"; "${action}" cannot be done now.`,
  },
});
