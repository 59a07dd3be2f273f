import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { instant } from '../paging.ts';
import { requestState } from './requests.ts';

const none = z.object({});

export const deliveryNotFound = defineProblem('delivery-not-found', {
  status: 404,
  params: none,
  title: { id: 'Tautan unduhan tidak dikenal', en: 'Unknown download link' },
  detail: {
    id: 'Salin tautan utuh dari e-mail kami, atau lihat halaman permintaan Anda.',
    en: 'Copy the whole link from our e-mail, or see the page of your requests.',
  },
});

export const deliveryExpired = defineProblem('delivery-expired', {
  status: 410,
  params: z.object({ expiredAt: instant }),
  title: { id: 'Tautan unduhan sudah berakhir', en: 'The download link has ended' },
  detail: {
    id: 'Buka halaman permintaan Anda dan minta dikirim ulang.',
    en: 'Open the page of your requests and ask for it to be sent again.',
  },
});

export const requestNotInState = defineProblem('request-not-in-state', {
  status: 409,
  params: z.object({ state: requestState, action: z.string() }),
  title: { id: 'Tindakan tidak sesuai keadaan', en: 'Not possible in this state' },
  detail: {
    id: ({ state, action }) =>
      `Permintaan ini berkeadaan "${state}"; "${action}" tidak dapat dilakukan.`,
    en: ({ state, action }) => `The request is "${state}"; "${action}" cannot be done now.`,
  },
});

export const tooManyDocumentRequests = defineProblem('too-many-document-requests', {
  status: 409,
  params: z.object({ limitPerDay: z.number().int() }),
  title: { id: 'Batas permintaan hari ini tercapai', en: 'Today’s limit is reached' },
  detail: {
    id: ({ limitPerDay }) => `Paling banyak ${limitPerDay} permintaan sehari. Lanjutkan besok.`,
    en: ({ limitPerDay }) => `At most ${limitPerDay} requests a day. Continue tomorrow.`,
  },
});

export const pagesNotExtractable = defineProblem('pages-not-extractable', {
  status: 409,
  params: z.object({ reason: z.enum(['broken', 'no-such-page', 'too-complex']) }),
  title: { id: 'Halaman tidak dapat dipotong', en: 'The pages cannot be cut out' },
  detail: {
    id: 'PDF ini tidak dapat dipotong dengan setia. Minta pemohon memilih seluruh publikasi atau halaman lain.',
    en: 'This PDF cannot be cut faithfully. Ask the requester to choose the whole publication or other pages.',
  },
});

export const softcopyMissing = defineProblem('softcopy-missing', {
  status: 409,
  params: none,
  title: { id: 'Belum ada softcopy', en: 'There is no softcopy yet' },
  detail: {
    id: 'Unggah PDF publikasi ini ke katalog, atau tolak dengan alasan.',
    en: 'Upload the PDF of this publication to the catalogue, or decline with a reason.',
  },
});

export const visitNeeded = defineProblem('visit-needed', {
  status: 409,
  params: none,
  title: { id: 'Hanya selama kunjungan', en: 'Only during a visit' },
  detail: {
    id: 'Tanpa akun, softcopy diminta selama tiket kunjungan berlaku. Daftar akun, atau temui petugas.',
    en: 'Without an account softcopies are asked for while the visit’s ticket is good. Create an account, or see the officer.',
  },
});

export const tooManyCodes = defineProblem('too-many-codes', {
  status: 409,
  params: z.object({ limitPerHour: z.number().int() }),
  title: { id: 'Terlalu banyak kode diminta', en: 'Too many codes were asked for' },
  detail: {
    id: ({ limitPerHour }) =>
      `Paling banyak ${limitPerHour} kode sejam. Pakai kode yang terakhir, atau temui petugas.`,
    en: ({ limitPerHour }) =>
      `At most ${limitPerHour} codes an hour. Use the last one, or see the officer.`,
  },
});

export const secondPersonNeeded = defineProblem('second-person-needed', {
  status: 409,
  params: z.object({ because: z.enum(['not-prepared', 'same-person']) }),
  title: { id: 'Perlu dua petugas', en: 'Two officers are needed' },
  detail: {
    id: ({ because }) =>
      because === 'same-person'
        ? 'Anda yang memeriksa permintaan ini. Minta petugas lain menyetujuinya.'
        : 'Permintaan ini belum diperiksa. Periksa isinya; lalu petugas lain menyetujuinya.',
    en: ({ because }) =>
      because === 'same-person'
        ? 'It was you who checked this request. Ask another officer to approve it.'
        : 'This request is not checked yet. Check what will be sent; then another officer approves it.',
  },
});
