import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { complaintState } from './requests.ts';

const none = z.object({});

export const complaintNotFound = defineProblem('complaint-not-found', {
  status: 404,
  params: none,
  title: { id: 'Kode atau PIN tidak cocok', en: 'Code or PIN does not match' },
  detail: {
    id: 'Periksa kode (ADU-XXXX-XXXX) dan PIN pada tanda terima Anda.',
    en: 'Check the code (ADU-XXXX-XXXX) and PIN on your receipt.',
  },
});

export const complaintNotInState = defineProblem('complaint-not-in-state', {
  status: 409,
  params: z.object({ state: complaintState, action: z.string() }),
  title: { id: 'Tindakan tidak sesuai keadaan', en: 'Not possible in this state' },
  detail: {
    id: ({ state, action }) =>
      `Laporan ini berkeadaan "${state}"; "${action}" tidak dapat dilakukan.`,
    en: ({ state, action }) => `The case is "${state}"; "${action}" cannot be done now.`,
  },
});

export const reopeningOver = defineProblem('reopening-over', {
  status: 409,
  params: none,
  title: { id: 'Masa pembukaan kembali sudah lewat', en: 'The time to reopen is over' },
  detail: {
    id: 'Sampaikan laporan baru dan sebutkan kode laporan lama.',
    en: 'File a new report and name the code of the old one.',
  },
});

export const webhookNotGenuine = defineProblem('webhook-not-genuine', {
  status: 403,
  params: none,
  title: { id: 'Pengirim tidak dikenali', en: 'Sender not recognised' },
  detail: {
    id: 'Tanda tangan atau token tidak cocok. Periksa WHATSAPP_APP_SECRET dan WHATSAPP_VERIFY_TOKEN.',
    en: 'Signature or token do not match. Check WHATSAPP_APP_SECRET and WHATSAPP_VERIFY_TOKEN.',
  },
});

export const conflictOfInterest = defineProblem('conflict-of-interest', {
  status: 409,
  params: none,
  title: { id: 'Benturan kepentingan', en: 'Conflict of interest' },
  detail: {
    id: 'Laporan ini tentang petugas tersebut. Pilih petugas lain untuk menanganinya.',
    en: 'This case is about that officer. Choose somebody else to handle it.',
  },
});

export const attachmentRefused = defineProblem('attachment-refused', {
  status: 422,
  params: z.object({ reason: z.enum(['kind', 'broken', 'too-large', 'too-many']) }),
  title: { id: 'Lampiran tidak diterima', en: 'The file was not accepted' },
  detail: {
    id: ({ reason }) =>
      ({
        kind: 'Yang diterima adalah foto JPEG, PNG, atau WebP, dan PDF. Simpan dalam bentuk itu lalu kirim lagi.',
        broken: 'Berkas rusak atau terkunci. Buka, simpan ulang, lalu kirim lagi.',
        'too-large': 'Berkas terlalu besar. Kecilkan lalu kirim lagi.',
        'too-many': 'Laporan ini sudah memuat lampiran sebanyak yang dapat diterima.',
      })[reason],
    en: ({ reason }) =>
      ({
        kind: 'Photos as JPEG, PNG or WebP, and PDF are accepted. Save it as one of these and send it again.',
        broken: 'The file is broken or locked. Open it, save it anew and send it again.',
        'too-large': 'The file is too large. Make it smaller and send it again.',
        'too-many': 'This case has as many files as can be accepted.',
      })[reason],
  },
});

export const transcriptUnchecked = defineProblem('transcript-unchecked', {
  status: 409,
  params: none,
  title: { id: 'Salinan belum dicocokkan', en: 'The transcript was not checked yet' },
  detail: {
    id: 'Minta orang kedua mencocokkan salinan dengan suratnya; sesudah itu laporan dapat ditelaah.',
    en: 'Ask a second person to hold the transcript against the paper; then the case can be classified.',
  },
});

export const transcriptNeedsSecondPerson = defineProblem('transcript-needs-second-person', {
  status: 409,
  params: none,
  title: { id: 'Perlu orang kedua', en: 'A second person is needed' },
  detail: {
    id: 'Yang menyalin tidak dapat mencocokkan salinannya sendiri. Minta rekan lain.',
    en: 'Who wrote it down cannot check it. Ask somebody else.',
  },
});

export const mergeRefused = defineProblem('merge-refused', {
  status: 409,
  params: z.object({
    reason: z.enum([
      'same-case',
      'merged',
      'leads-others',
      'not-open',
      'other-class',
      'not-merged',
    ]),
  }),
  title: { id: 'Laporan tidak dapat digabung', en: 'The cases cannot be merged' },
  detail: {
    id: ({ reason }) =>
      ({
        'same-case': 'Keduanya sudah ditangani bersama.',
        merged: 'Laporan ini sudah digabung dengan laporan lain. Batalkan gabungan itu dahulu.',
        'leads-others':
          'Laporan lain sudah digabung ke laporan ini. Gabungkan laporan yang satu lagi ke sini.',
        'not-open': 'Hanya laporan yang masih terbuka dan tidak diserahkan yang dapat digabung.',
        'other-class': 'Golongannya berbeda. Samakan golongannya dahulu.',
        'not-merged': 'Laporan ini tidak digabung dengan laporan lain.',
      })[reason],
    en: ({ reason }) =>
      ({
        'same-case': 'The two are handled together already.',
        merged: 'This case is merged into another one. Undo that first.',
        'leads-others': 'Other cases are merged into this one. Merge the other one into this.',
        'not-open': 'Only cases that are open and were not handed over can be merged.',
        'other-class': 'They are of different classes. Make them the same first.',
        'not-merged': 'This case is merged into no other.',
      })[reason],
  },
});
