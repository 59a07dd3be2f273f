import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { instant } from '../paging.ts';
import { privacyRequestState, visitState, workstationState } from './codes.ts';

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

export const tooFewCalls = defineProblem('too-few-calls', {
  status: 409,
  params: z.object({ calls: z.number().int(), needed: z.number().int() }),
  title: { id: 'Belum cukup dipanggil', en: 'Not called often enough' },
  detail: {
    id: ({ calls, needed }) =>
      `Tamu baru dipanggil ${calls} kali. Panggil lagi; setelah ${needed} panggilan ia boleh dicatat tidak datang.`,
    en: ({ calls, needed }) =>
      `The visitor was called ${calls} times. Call again; after ${needed} calls they may be recorded as a no-show.`,
  },
});

export const arrivalImpossible = defineProblem('arrival-impossible', {
  status: 409,
  params: z.object({}),
  title: { id: 'Waktu kedatangan tidak mungkin', en: 'Impossible time of arrival' },
  detail: {
    id: 'Waktu datang harus sebelum waktu selesai, dan keduanya tidak boleh di masa depan.',
    en: 'The arrival must be before the completion, and neither may lie in the future.',
  },
});

export const correctionImpossible = defineProblem('correction-impossible', {
  status: 409,
  params: z.object({}),
  title: { id: 'Waktu tidak mungkin', en: 'Impossible time' },
  detail: {
    id: 'Dengan waktu itu urutan kejadian kunjungan tidak masuk akal. Pilih waktu di antara kejadian sebelum dan sesudahnya.',
    en: 'With that time the visit’s events would be out of order. Choose a time between the one before and the one after.',
  },
});

export const copyInUse = defineProblem('copy-in-use', {
  status: 409,
  params: z.object({ ticketNumber: z.string(), shelfMark: z.string() }),
  title: { id: 'Eksemplar sedang dibaca', en: 'The copy is being read' },
  detail: {
    id: ({ ticketNumber, shelfMark }) =>
      `Eksemplar ${shelfMark} masih pada tamu ${ticketNumber}. Catat dahulu pengembaliannya, atau ambil eksemplar lain.`,
    en: ({ ticketNumber, shelfMark }) =>
      `Visitor ${ticketNumber} still has copy ${shelfMark}. Record its return first, or take another copy.`,
  },
});

export const workstationNotYours = defineProblem('workstation-not-yours', {
  status: 409,
  params: z.object({}),
  title: { id: 'Komputer belum diserahkan', en: 'Workstation not handed over' },
  detail: {
    id: 'Tiket ini tidak sedang memakai komputer ini. Mintalah petugas menyerahkan komputer kepada Anda, lalu masukkan kode tiket lagi.',
    en: 'This ticket is not using this workstation. Ask the officer to hand it over to you, then enter the ticket code again.',
  },
});

export const visitorElsewhere = defineProblem('visitor-elsewhere', {
  status: 409,
  params: z.object({}),
  title: { id: 'Tamu tidak menunggu komputer', en: 'The visitor is not waiting for a workstation' },
  detail: {
    id: 'Pilih tamu yang sedang menunggu komputer, atau masukkan tamu itu ke antrean komputer dahulu.',
    en: 'Choose a visitor who waits for a workstation, or put that visitor into its queue first.',
  },
});

export const oneTimeCodeWrong = defineProblem('one-time-code-wrong', {
  status: 409,
  params: z.object({}),
  title: { id: 'Kode tidak cocok', en: 'The code does not match' },
  detail: {
    id: 'Kode salah, sudah dipakai, atau sudah lewat waktunya. Periksa angkanya, atau minta kode baru.',
    en: 'The code is wrong, was used already, or has expired. Check the digits or ask for a new code.',
  },
});

export const institutionKnown = defineProblem('institution-known', {
  status: 409,
  params: z.object({ institutionId: z.uuid() }),
  title: { id: 'Instansi sudah ada', en: 'The institution is known' },
  detail: {
    id: 'Nama itu sudah tercatat. Tautkan ejaannya ke instansi yang ada.',
    en: 'That name is recorded already. Link the spelling to the institution that exists.',
  },
});

export const identityNumberNotStored = defineProblem('identity-number-not-stored', {
  status: 409,
  params: z.object({}),
  title: { id: 'Nomor identitas tidak disimpan', en: 'Identity numbers are not kept' },
  detail: {
    id: 'Kantor ini hanya mencatat jenis kartu yang dilihat. Jangan catat nomornya.',
    en: 'This office records only which kind of card was seen. Do not record its number.',
  },
});

export const identityNumberImpossible = defineProblem('identity-number-impossible', {
  status: 409,
  params: z.object({ reason: z.enum(['digits', 'day', 'month', 'date', 'serial', 'form']) }),
  title: { id: 'Nomor identitas tidak mungkin', en: 'Impossible identity number' },
  detail: {
    id: 'Periksa lagi angka pada kartu: NIK memiliki 16 angka, dengan tanggal lahir pada angka ke-7 sampai ke-12.',
    en: 'Check the digits on the card: a NIK has 16 of them, with the date of birth in the 7th to 12th.',
  },
});

export const visitStillOpen = defineProblem('visit-still-open', {
  status: 409,
  params: z.object({ ticketNumber: z.string() }),
  title: { id: 'Kunjungan belum selesai', en: 'The visit is not over' },
  detail: {
    id: ({ ticketNumber }) =>
      `Tamu ${ticketNumber} masih dalam antrean atau dilayani. Selesaikan kunjungannya, lalu hapus datanya.`,
    en: ({ ticketNumber }) =>
      `Visitor ${ticketNumber} is still waiting or being served. Complete the visit, then erase.`,
  },
});

export const privacyRequestNotInState = defineProblem('privacy-request-not-in-state', {
  status: 409,
  params: z.object({ state: privacyRequestState }),
  title: { id: 'Permohonan sudah dijawab', en: 'The request is answered' },
  detail: {
    id: 'Permohonan ini sudah diputuskan. Muat ulang daftar.',
    en: 'This request was decided already. Reload the list.',
  },
});

export const copyGone = defineProblem('copy-gone', {
  status: 410,
  params: z.object({}),
  title: { id: 'Salinan tidak tersedia lagi', en: 'The copy is gone' },
  detail: {
    id: 'Tautan ini sudah dipakai, sudah lewat waktunya, atau tidak lengkap. Ajukan permohonan baru di halaman Privasi.',
    en: 'This link was used already, has expired, or is not complete. Make a new request on the Privacy page.',
  },
});
