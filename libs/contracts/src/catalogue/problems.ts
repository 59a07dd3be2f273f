import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';

export const pdfRefused = defineProblem('pdf-refused', {
  status: 415,
  params: z.object({
    reason: z.enum([
      'empty',
      'not-a-pdf',
      'encrypted',
      'broken',
      'too-complex',
      'active-content',
      'too-large',
    ]),
  }),
  title: { id: 'PDF tidak dapat diterima', en: 'The PDF cannot be accepted' },
  detail: {
    id: ({ reason }) =>
      ({
        empty: 'Berkasnya kosong. Pilih berkas lain.',
        'not-a-pdf': 'Berkas ini bukan PDF. Simpan sebagai PDF lalu unggah lagi.',
        encrypted: 'PDF ini berkata sandi. Hapus kata sandinya lalu unggah lagi.',
        broken: 'PDF ini rusak. Simpan ulang dari sumbernya lalu unggah lagi.',
        'too-complex': 'PDF ini terlalu berat untuk diperiksa. Sederhanakan lalu unggah lagi.',
        'active-content':
          'PDF ini memuat skrip atau perintah. Cetak ulang ke PDF lalu unggah lagi.',
        'too-large': 'PDF ini melebihi batas ukuran. Kecilkan lalu unggah lagi.',
      })[reason],
    en: ({ reason }) =>
      ({
        empty: 'The file is empty. Choose another.',
        'not-a-pdf': 'The file is not a PDF. Save it as PDF and upload again.',
        encrypted: 'The PDF has a password. Remove it and upload again.',
        broken: 'The PDF is damaged. Save it again from its source and upload.',
        'too-complex': 'The PDF is too heavy to be checked. Simplify it and upload again.',
        'active-content': 'The PDF holds scripts or commands. Print it to PDF again and upload.',
        'too-large': 'The PDF is over the size limit. Make it smaller and upload again.',
      })[reason],
  },
});

export const copyLabelTaken = defineProblem('copy-label-taken', {
  status: 409,
  params: z.object({}),
  title: { id: 'Kode eksemplar sudah dipakai', en: 'The label is taken' },
  detail: {
    id: 'Eksemplar lain memakai kode ini. Periksa labelnya, atau kosongkan kodenya.',
    en: 'Another copy has this label. Check it, or leave the label out.',
  },
});

export const tooManyFollowings = defineProblem('too-many-followings', {
  status: 409,
  params: z.object({ most: z.number().int() }),
  title: { id: 'Terlalu banyak yang diikuti', en: 'You follow too much' },
  detail: {
    id: ({ most }) =>
      `Anda sudah mengikuti ${most} seri dan pencarian. Hentikan salah satunya di halaman akun.`,
    en: ({ most }) =>
      `You follow ${most} series and searches already. Stop one of them on the account page.`,
  },
});

export const importRunning = defineProblem('import-running', {
  status: 409,
  params: z.object({}),
  title: { id: 'Impor lain sedang berjalan', en: 'Another import is running' },
  detail: {
    id: 'Tunggu hingga selesai, lalu mulai lagi.',
    en: 'Wait until it has finished, then start again.',
  },
});
